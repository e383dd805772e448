import { organisationsOn } from '../../../db/repositories/organisations.ts';
import type { Handlers } from '../context.ts';
import { capitalised } from '../text/capitals.ts';
import { allSchools } from './register.ts';

export const schoolExportHandlers: Handlers<'schools.export'> = {
  async 'schools.export'(context, { withPhones }) {
    const { db, resources, today, workers, signal } = context;
    context.progress('Ghi danh sách', 0, 0);
    // The unit is written with the word of its kind: a district and a commune may share a name.
    const words = new Map(resources.unitKinds.map(({ kind, word }) => [kind, word]));
    const units = await organisationsOn(db, today()).execute();
    const unitNames = new Map(
      units.map((unit) => [unit.id, capitalised(`${words.get(unit.kind) ?? ''} ${unit.name}`.trim())]),
    );
    const schools = (await allSchools(db, today())).map((school) => ({
      code: school.code,
      name: school.name,
      level: school.level,
      unit: unitNames.get(school.unit_id) ?? school.unit,
      commune: school.commune,
      address: school.address,
      principal: school.principal,
      position: school.position,
      phone: school.phone,
      email: school.email,
      classes: school.classes,
      pupils: school.pupils,
      teachers: school.teachers,
    }));
    const { bytes, rows } = await workers.run(
      'schoolsWorkbook',
      { schools, withPhones, createdOn: today() },
      signal,
    );
    return { ...(await context.files.hold('Danh sách trường.xlsx', bytes)), rows };
  },
};
