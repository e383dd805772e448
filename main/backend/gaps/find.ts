import { fold } from '../../../db/text.ts';
import { GAP_CODES, type Gap, type GapCode } from '../../../preload/contract/gaps.ts';
import type { PromiseStanding } from '../commitments/ledger.ts';
import { EXAM10_MEETINGS } from '../reports/indicators.ts';
import { addDays, laterOf } from '../reports/periods.ts';
import { shownDay, shownYear } from '../text/dates.ts';
import type { Meeting } from './activities.ts';
import { GAP_KINDS, ONE_SIDED_FROM, QUIET_DAYS } from './kinds.ts';
import { lastExamYear, type StandingPair, type Survey } from './survey.ts';

type Found = Omit<Gap, 'code' | 'severity'>;
type Finder = (survey: Survey) => Found[];

const semesterName = (semester: 1 | 2, schoolYear: string): string =>
  `Học kỳ ${semester === 1 ? 'I' : 'II'} năm học ${shownYear(schoolYear)}`;

const ofPair = ({ pair }: StandingPair) => ({
  subject: `${pair.supporting_name} - ${pair.partner_name}`,
  pairId: pair.id,
  schoolId: null,
});

/** Schools of a pair: the supporting one first. */
const schoolsOf = ({ pair }: StandingPair) => [
  { id: pair.supporting_school_id, name: pair.supporting_name },
  { id: pair.partner_school_id, name: pair.partner_name },
];

const logActivity = (params: Record<string, string>): Gap['action'] => ({
  label: 'Ghi hoạt động',
  screen: 'activities',
  params: { id: 'new', ...params },
});

const nothingThisSemester: Finder = ({ today, schoolYear, semester, standing, meetings }) => {
  if (!schoolYear || !semester) return [];
  const busy = new Set(
    meetings
      .filter(({ status, held_on }) =>
        status === 'done' ? held_on >= semester.startsOn : held_on >= today && held_on <= semester.endsOn,
      )
      .map(({ pair_id }) => pair_id),
  );
  return standing
    .filter(
      ({ pair, since }) =>
        !busy.has(pair.id) && addDays(laterOf(since, semester.startsOn), QUIET_DAYS) <= today,
    )
    .map((standingPair) => ({
      ...ofPair(standingPair),
      text: `${semesterName(semester.number, schoolYear.code)} chưa có hoạt động nào, cũng chưa có kế hoạch.`,
      action: logActivity({ pairId: standingPair.pair.id }),
    }));
};

const hostedByOne: Finder = ({ schoolYear, standing, meetings }) => {
  if (!schoolYear) return [];
  const held = Map.groupBy(
    meetings.filter(({ status, host }) => status === 'done' && host !== null),
    ({ pair_id }) => pair_id,
  );
  return standing.flatMap((standingPair) => {
    const schools = schoolsOf(standingPair).map((school) => ({
      ...school,
      hosted: timesOf((held.get(standingPair.pair.id) ?? []).filter((each) => isHost(school.name, each))),
    }));
    const [host, guest] = schools.toSorted((left, right) => right.hosted - left.hosted);
    if (!host || !guest || host.hosted < ONE_SIDED_FROM || guest.hosted > 0) return [];
    return {
      ...ofPair(standingPair),
      schoolId: guest.id,
      text: `Cả ${host.hosted} hoạt động có ghi đơn vị chủ trì trong năm học ${shownYear(schoolYear.code)} đều do ${host.name} chủ trì; ${guest.name} chưa chủ trì lần nào.`,
      action: logActivity({ pairId: standingPair.pair.id, host: guest.name }),
    };
  });
};

const timesOf = (meetings: readonly Meeting[]): number => meetings.reduce((sum, { times }) => sum + times, 0);

/** The host is free text: "Trường THCS Hoa Sen", or with an office beside it. */
const isHost = (school: string, { host }: Meeting): boolean => fold(host ?? '').includes(fold(school));

const supportOneWay: Finder = ({ standing, support }) => {
  const given = Map.groupBy(support, ({ giver, receiver }) => `${giver} ${receiver}`);
  return standing.flatMap((standingPair) => {
    const [supporting, partner] = schoolsOf(standingPair);
    if (!supporting || !partner) return [];
    const times = (from: { id: string }, to: { id: string }) => given.get(`${from.id} ${to.id}`)?.length ?? 0;
    return [[supporting, partner] as const, [partner, supporting] as const].flatMap(([giver, receiver]) => {
      const count = times(giver, receiver);
      if (count < ONE_SIDED_FROM || times(receiver, giver) > 0) return [];
      return {
        ...ofPair(standingPair),
        schoolId: receiver.id,
        text: `Cả ${count} lần hỗ trợ đều từ ${giver.name} sang ${receiver.name}, chưa có chiều ngược lại.`,
        action: {
          label: 'Ghi hỗ trợ',
          screen: 'support' as const,
          params: { id: 'new' },
        },
      };
    });
  });
};

const examSubjectMissing: Finder = ({
  today,
  subjects,
  schoolYear,
  semester,
  standing,
  meetings,
  kindFor,
}) => {
  if (!schoolYear || semester?.number !== 2) return [];
  const pairs = standing.filter(({ pair }) => pair.level === 'thcs');
  const meetingsOf = Map.groupBy(
    meetings.filter(
      ({ indicator_code, status, held_on }) =>
        indicator_code === EXAM10_MEETINGS && (status === 'done' || held_on >= today),
    ),
    ({ pair_id }) => pair_id,
  );
  // A school of several pairs is prepared by what it did with any of them.
  const prepared = new Map<string, Set<string>>();
  for (const each of pairs) {
    const own = (meetingsOf.get(each.pair.id) ?? []).map(({ subject }) => fold(subject ?? ''));
    for (const { id } of schoolsOf(each)) prepared.set(id, new Set([...(prepared.get(id) ?? []), ...own]));
  }
  const named = new Set<string>();
  return pairs.flatMap((each) =>
    schoolsOf(each).flatMap(({ id, name }) => {
      const missing = subjects.filter((subject) => !prepared.get(id)?.has(fold(subject)));
      const [first] = missing;
      if (first === undefined || named.has(id)) return [];
      named.add(id);
      const kind = kindFor.get(EXAM10_MEETINGS);
      return {
        subject: name,
        pairId: each.pair.id,
        schoolId: id,
        text: `Chưa có hội nghị ôn thi vào lớp 10 môn ${missing.join(', ')}.`,
        action: logActivity({ pairId: each.pair.id, ...(kind ? { kind } : {}), subject: first }),
      };
    }),
  );
};

/** One gap a pair and semester, with all that lacks in it. */
const commitments =
  (state: 'behind' | 'overdue'): Finder =>
  ({ standing, indicators, standings, kindFor }) => {
    const entriesOf = Map.groupBy(
      standings.filter((each) => each.state === state),
      ({ pairId }) => pairId,
    );
    const indicatorOf = new Map(indicators.map((indicator) => [indicator.code, indicator]));
    const lack = ({ indicator, done, promised }: PromiseStanding) =>
      `${indicatorOf.get(indicator)?.name} ${done}/${promised} ${indicatorOf.get(indicator)?.unit}`;
    return standing.flatMap((standingPair) => {
      const semesters = Map.groupBy(entriesOf.get(standingPair.pair.id) ?? [], ({ dueOn }) => dueOn);
      const byDay = [...semesters].toSorted(([left], [right]) => left.localeCompare(right));
      return byDay.flatMap(([, lacking]) => {
        const [first] = lacking;
        if (!first) return [];
        const { pairId, semester, schoolYear, dueOn } = first;
        const kind = kindFor.get(first.indicator);
        return {
          ...ofPair(standingPair),
          text: `${semesterName(semester, schoolYear)} (hạn ${shownDay(dueOn)}) chưa đủ: ${lacking.map(lack).join('; ')}.`,
          action:
            state === 'behind'
              ? logActivity({ pairId, ...(kind ? { kind } : {}) })
              : { label: 'Giải trình', screen: 'targets' as const, params: { pairId, schoolYear } },
        };
      });
    });
  };

const memorandumExpiring: Finder = ({ expiring }) =>
  expiring.map(({ row, pair, supporting, partner, expiresOn }) => ({
    subject: `${supporting.name} - ${partner.name}`,
    pairId: pair?.id ?? null,
    schoolId: null,
    text: `Biên bản${row.number ? ` số ${row.number}` : ''} hết hạn ngày ${shownDay(expiresOn)}, chưa được gia hạn.`,
    action: { label: 'Gia hạn', screen: 'memoranda', params: { id: row.id } },
  }));

const plannedPassed: Finder = ({ standing, planned }) => {
  const pairs = new Map(standing.map((each) => [each.pair.id, each]));
  return planned.flatMap((activity) => {
    const standingPair = pairs.get(activity.pair_id);
    if (!standingPair) return [];
    return {
      ...ofPair(standingPair),
      text: `“${activity.topic}” dự kiến ngày ${shownDay(activity.held_on)} vẫn còn là kế hoạch.`,
      action: { label: 'Cập nhật', screen: 'activities', params: { id: activity.id } },
    };
  });
};

const evidenceMissing: Finder = ({ standing, unproven }) =>
  standing.flatMap((standingPair) => {
    const { times, newest } = unproven.get(standingPair.pair.id) ?? {};
    if (!times || !newest) return [];
    const which =
      times === 1
        ? `“${newest.topic}” ngày ${shownDay(newest.held_on)} chưa có minh chứng.`
        : `${times} hoạt động chưa có minh chứng, gần nhất là “${newest.topic}” ngày ${shownDay(newest.held_on)}.`;
    return {
      ...ofPair(standingPair),
      text: which,
      action: { label: 'Thêm minh chứng', screen: 'activities', params: { id: newest.id, tab: 'evidence' } },
    };
  });

const examResultMissing: Finder = ({ today, calendar, standing, withResult }) => {
  const year = lastExamYear(calendar, today);
  if (!year) return [];
  const named = new Set(withResult);
  return standing
    .filter(({ pair, since }) => pair.level === 'thcs' && since <= year.endsOn)
    .flatMap((standingPair) =>
      schoolsOf(standingPair).flatMap(({ id, name }) => {
        if (named.has(id)) return [];
        named.add(id);
        return {
          subject: name,
          pairId: standingPair.pair.id,
          schoolId: id,
          text: `Chưa có kết quả thi vào lớp 10 của năm học ${shownYear(year.code)}.`,
          action: {
            label: 'Nhập kết quả',
            screen: 'exam-results' as const,
            params: { id, year: year.code },
          },
        };
      }),
    );
};

const difficultyOverdue: Finder = ({ difficulties }) =>
  difficulties.map((row) => ({
    subject: row.raisedByName,
    pairId: null,
    schoolId: row.school_id,
    text: `“${row.difficulty}” cần giải quyết trước ngày ${shownDay(row.due_on ?? '')}${row.resolver ? `, do ${row.resolver} trả lời` : ''}.`,
    action: { label: 'Ghi kết quả', screen: 'difficulties', params: { id: row.id } },
  }));

const FINDERS: Readonly<Record<GapCode, Finder>> = {
  DIFFICULTY_OVERDUE: difficultyOverdue,
  COMMITMENT_OVERDUE: commitments('overdue'),
  EXAM_SUBJECT_MISSING: examSubjectMissing,
  COMMITMENT_BEHIND: commitments('behind'),
  NOTHING_THIS_SEMESTER: nothingThisSemester,
  PLANNED_PASSED: plannedPassed,
  MEMORANDUM_EXPIRING: memorandumExpiring,
  EXAM_RESULT_MISSING: examResultMissing,
  HOSTED_BY_ONE: hostedByOne,
  SUPPORT_ONE_WAY: supportOneWay,
  EVIDENCE_MISSING: evidenceMissing,
};

/** Everything that is missing, by kind. */
export const gapsIn = (survey: Survey): Gap[] =>
  GAP_CODES.flatMap((code) =>
    FINDERS[code](survey).map((found) => ({ code, severity: GAP_KINDS[code].severity, ...found })),
  );
