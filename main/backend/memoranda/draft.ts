import { chunked } from '../../../db/read.ts';
import type { NewRow } from '../../../db/schema.ts';
import { joinCeremony } from '../ceremonies/ceremonies.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import { listPairs, type StoredPair } from '../pairs/pairs.ts';
import { contentChoices } from '../papers/templates/template.ts';
import { currentProgramme, unitsOf } from '../programmes/programme.ts';
import { addDays } from '../reports/periods.ts';
import { newestTemplate } from '../templates/store.ts';
import { listMemoranda, memorandumById } from './list.ts';
import { STATE_NAMES } from './states.ts';

type NewMemorandum = NewRow<'memorandum'>;

/** What a new draft says of itself before anybody has said anything else. */
const blank = (at: string) => ({
  id: newId(),
  pair_id: null,
  supporting_unit_id: null,
  partner_unit_id: null,
  renews_id: null,
  starts_on: null,
  ends_on: null,
  state: 'draft' as const,
  version: 1,
  number: null,
  signed_on: null,
  ...created(at),
});

/** Makes drafts with the newest wording, all contents of the level, and its usual commitments. */
export async function draft(context: CommandContext, pairs: readonly StoredPair[]): Promise<void> {
  if (pairs.length === 0) return;
  const { db, resources, now } = context;
  const { id: programmeId, copies } = await currentProgramme(db);
  const { id: templateId, template } = await newestTemplate(db, 'memorandum');
  const memoranda = pairs.map(
    (pair): NewMemorandum => ({
      ...blank(now()),
      programme_id: programmeId,
      kind: 'school',
      pair_id: pair.id,
      template_id: templateId,
      copies,
      contents: JSON.stringify(contentChoices(template, pair.level).map((choice) => choice.code)),
    }),
  );
  for (const chunk of chunked(memoranda)) await db.insertInto('memorandum').values(chunk).execute();
  await joinCeremony(
    context,
    programmeId,
    memoranda.map(({ id }) => id),
  );
  const commitments = memoranda.flatMap((memorandum, index) => {
    const level = pairs[index]?.level;
    const usual = level ? resources.catalogue.commitments[level] : {};
    return Object.entries(usual).flatMap(([indicator, [first, second]]) =>
      ([1, 2] as const).map((semester) => ({
        id: newId(),
        memorandum_id: memorandum.id,
        indicator_code: indicator,
        semester,
        quantity: semester === 1 ? first : second,
        due_on: null,
        ...created(now()),
      })),
    );
  });
  for (const chunk of chunked(commitments)) await db.insertInto('commitment').values(chunk).execute();
}

/** @throws AppError INVALID_INPUT unless both are units of the programme, and not the same one */
async function twoUnits(
  { db, today }: CommandContext,
  programmeId: string,
  asked: { readonly supportingUnitId?: string | undefined; readonly partnerUnitId?: string | undefined },
) {
  const units = (await unitsOf(db, programmeId, today())).map((unit) => unit.id);
  const [first, second] = units;
  const supporting = asked.supportingUnitId ?? first;
  const partner = asked.partnerUnitId ?? second;
  if (!supporting || !partner)
    throw new AppError('INVALID_INPUT', {
      field: 'partnerUnitId',
      reason: 'chương trình cần có hai đơn vị',
    });
  const stranger = [supporting, partner].find((id) => !units.includes(id));
  if (stranger || supporting === partner)
    throw new AppError('INVALID_INPUT', {
      field: stranger === supporting ? 'supportingUnitId' : 'partnerUnitId',
      reason: stranger ? 'đơn vị không thuộc chương trình' : 'hai bên phải là hai đơn vị khác nhau',
    });
  return { supporting, partner };
}

export const draftHandlers: Handlers<'memoranda.draft' | 'memoranda.draftUnit' | 'memoranda.renew'> = {
  async 'memoranda.draft'(context) {
    const { db, today } = context;
    const pairs = await listPairs(db, (await currentProgramme(db)).id, today());
    const served = new Set(
      (await listMemoranda(db, today()))
        .filter(({ row }) => row.state !== 'cancelled')
        .map(({ row }) => row.pair_id),
    );
    const waiting = pairs.filter((pair) => !served.has(pair.id));
    await draft(context, waiting);
    return { created: waiting.length };
  },

  async 'memoranda.draftUnit'(context, asked) {
    const { db, now } = context;
    const { id: programmeId, copies } = await currentProgramme(db);
    const units = await twoUnits(context, programmeId, asked);
    const { id: templateId, template } = await newestTemplate(db, 'unit_memorandum');
    const memorandum: NewMemorandum = {
      ...blank(now()),
      programme_id: programmeId,
      kind: 'unit',
      supporting_unit_id: units.supporting,
      partner_unit_id: units.partner,
      template_id: templateId,
      copies,
      contents: JSON.stringify(contentChoices(template, null).map((choice) => choice.code)),
    };
    await db.insertInto('memorandum').values(memorandum).execute();
    await joinCeremony(context, programmeId, [memorandum.id], 'first');
    return { id: memorandum.id };
  },

  async 'memoranda.renew'(context, { id, endsOn }) {
    const { db, today, now } = context;
    const { row, pair, expiresOn, renewedById } = await memorandumById(db, id, today());
    if (row.state !== 'signed' && row.state !== 'filed')
      throw new AppError('MEMORANDUM_STATE', { state: STATE_NAMES[row.state] });
    if (renewedById) throw new AppError('MEMORANDUM_RENEWED');
    if (endsOn <= expiresOn)
      throw new AppError('INVALID_INPUT', {
        field: 'endsOn',
        reason: 'ngày kết thúc mới phải sau ngày hết hạn của biên bản cũ',
      });
    const kind = row.kind === 'unit' ? 'unit_memorandum' : 'memorandum';
    const { id: templateId, template } = await newestTemplate(db, kind);
    const agreed: unknown = JSON.parse(row.contents);
    const choices = contentChoices(template, pair?.level ?? null).map((choice) => choice.code);
    const memorandum: NewMemorandum = {
      ...blank(now()),
      programme_id: row.programme_id,
      kind: row.kind,
      pair_id: row.pair_id,
      supporting_unit_id: row.supporting_unit_id,
      partner_unit_id: row.partner_unit_id,
      renews_id: id,
      starts_on: addDays(expiresOn, 1),
      ends_on: endsOn,
      template_id: templateId,
      copies: row.copies,
      // What a newer wording has dropped can't be agreed on again.
      contents: JSON.stringify(choices.filter((code) => Array.isArray(agreed) && agreed.includes(code))),
    };
    await db.insertInto('memorandum').values(memorandum).execute();
    await joinCeremony(context, row.programme_id, [memorandum.id], row.kind === 'unit' ? 'first' : 'last');
    const promises = await db
      .selectFrom('commitment')
      .select(['indicator_code', 'semester', 'quantity'])
      .where('memorandum_id', '=', id)
      .where('deleted_at', 'is', null)
      .execute();
    if (promises.length > 0) {
      const copies = promises.map((promise) => ({
        id: newId(),
        memorandum_id: memorandum.id,
        ...promise,
        due_on: null,
        ...created(now()),
      }));
      await db.insertInto('commitment').values(copies).execute();
    }
    if (pair && pair.ends_on < endsOn)
      await db
        .updateTable('school_pair')
        .set({ ends_on: endsOn, updated_at: now() })
        .where('id', '=', pair.id)
        .execute();
    return { id: memorandum.id };
  },
};
