import type { ReportFigures } from '../../../preload/contract/report-figures.ts';
import { difficultiesIn } from '../difficulties/read.ts';
import { chosenPhotos } from '../evidence/evidence.ts';
import { unitsOf } from '../programmes/programme.ts';
import { workingGroupOf } from '../programmes/working-group.ts';
import type { Resources } from '../resources.ts';
import { capitalised } from '../text/capitals.ts';
import { exam10Of, examYearIn } from './exam10.ts';
import { activitiesOf, codeListsOf, memorandaOf, schoolsOf } from './lists.ts';
import { activitiesIn, givenIn, planIn, type ReportContext, type ReportRequest } from './material.ts';
import { earlierOf } from './periods.ts';
import { previousOf, summaryOf } from './summary.ts';
import { talliesIn } from './tallies.ts';
import { targetCuts, targetsOf } from './targets.ts';

/**
 * Everything that the progress report of a period says. Names and units are those of the period's last day,
 * or of today while the period still runs or where today's map is asked for.
 */
export async function collectFigures(context: ReportContext, request: ReportRequest): Promise<ReportFigures> {
  const { db, today, rehearsal, resources } = context;
  const { programme, calendar, period, withPhones, map } = request;
  const on = map === 'now' ? today() : earlierOf(period.endsOn, today());
  const units = await unitsOf(db, programme.id, on);
  const plan = await planIn(db, programme.id, period, on);
  const { pairs, memoranda, indicators } = plan;
  const material = {
    ...plan,
    activities: await talliesIn(db, programme.id, period, pairs, targetCuts(request)),
    ...(await givenIn(db, programme.id, period, on)),
  };
  // Form 04 lists each of them.
  const activities = await activitiesIn(db, programme.id, period, pairs);
  const [first] = units;
  // The catalogue lists the subjects in the order of the form's columns.
  const [literature = '', maths = '', english = ''] = resources.catalogue.subjects;
  const exam10Subjects = { literature, maths, english };
  return {
    header: {
      parentBody: first?.committee ?? '',
      issuingBody: first?.office ?? '',
      units: units.map((unit) => unit.office_short),
      unitHeading: unitHeadingOf(units, resources),
      programmeTitle: programme.title,
      placeName: programme.place_name ?? first?.name ?? '',
      generatedOn: today(),
      rehearsal,
      preparedBy: { post: 'Người lập biểu', name: null },
      head: { post: first?.office_head ?? '', name: null },
    },
    period,
    withPhones,
    ...(map === 'now' ? { map } : {}),
    summary: summaryOf(request, material, await previousOf(db, request)),
    schools: await schoolsOf(db, request, on, today(), pairs),
    memoranda: await memorandaOf(context, programme, memoranda),
    activities: activitiesOf(activities, pairs),
    targets: targetsOf(request, material, material.activities),
    exam10Subjects,
    ...(await exam10Of(db, examYearIn(period, calendar, today()), pairs, activities, exam10Subjects)),
    support: material.support,
    difficulties: await difficultiesIn(db, programme.id, period, on),
    goodModels: material.goodModels,
    workingGroup: await workingGroupOf(db, programme.id),
    photos: await chosenPhotos(db, programme.id, period),
    codeLists: await codeListsOf(db, indicators),
  };
}

/** Heading of a column of units: the words of their kinds, "Huyện" or "Huyện/Xã". */
function unitHeadingOf(units: readonly { kind: string }[], { unitKinds }: Resources): string {
  const kinds = new Set(units.map((unit) => unit.kind));
  const words = unitKinds.filter(({ kind }) => kinds.has(kind)).map(({ word }) => capitalised(word));
  return words.length > 0 ? words.join('/') : 'Đơn vị';
}
