import { z } from 'zod';
import type { OutputOf } from '../preload/contract/types.ts';

/** A row of a plain statement. */
const plainRow = z.object({
  of: z.string(),
  whose: z.string().nullable(),
  part: z.union([z.number(), z.string()]).nullable(),
  indicator: z.string().nullable(),
  times: z.number(),
  managers: z.number(),
  teachers: z.number(),
  pupils: z.number(),
  lessons: z.number(),
  materials: z.number(),
  unproven: z.number().optional(),
});
type PlainRow = z.infer<typeof plainRow>;

/** Reads them; kinds of activity become the indicators that they count for. */
export const plainRows = (rows: readonly unknown[], kinds: ReadonlyMap<string, string>): PlainRow[] =>
  z
    .array(plainRow)
    .parse(rows)
    .map((row) => ({ ...row, indicator: kinds.get(row.indicator ?? '') ?? row.indicator }));

/** What sums tell of an indicator; all others count activities of their own kind. */
const SUMS: Readonly<Record<string, (row: PlainRow) => number>> = {
  ACTIVITIES: ({ times }) => times,
  MANAGER_TURNS: ({ managers }) => managers,
  TEACHER_TURNS: ({ teachers }) => teachers,
  PUPIL_TURNS: ({ pupils }) => pupils,
  DEMO_LESSONS: ({ lessons }) => lessons,
  MATERIALS: ({ materials }) => materials,
};

/** Looks amounts up in what a plain statement says. */
function amountsIn(rows: readonly PlainRow[]) {
  const found = Map.groupBy(rows, ({ of, whose, part }) => `${of} ${whose} ${part}`);
  return (of: string, whose: string | null, part: PlainRow['part'], indicator: string | null): number => {
    const own = found.get(`${of} ${whose} ${part}`) ?? [];
    const tell = of === 'promised' ? undefined : SUMS[indicator ?? ''];
    return tell
      ? own.reduce((sum, row) => sum + tell(row), 0)
      : own.reduce((sum, row) => sum + (row.indicator === indicator ? row.times : 0), 0);
  };
}

/** @throws when both are not the same */
function mustBeSame(what: string, ours: number | null | undefined, plain: number): void {
  if ((ours ?? 0) !== plain) throw new Error(`${what}: ours ${ours}, the plain statement ${plain}`);
}

/** Holds the promises by pair against a plain statement, by the last day of the year's promises. @throws where they differ */
export function checkMatrix(
  { indicators, rows }: OutputOf<'commitments.matrix'>,
  plain: readonly PlainRow[],
): void {
  const amount = amountsIn(plain);
  const parts = new Set(plain.flatMap(({ of, part }) => (of === 'done' ? [part] : [])));
  const isPromised = plain.some(({ of }) => of === 'promised');
  for (const { pairId, cells } of rows) {
    for (const [column, { plan, done, state }] of cells.entries()) {
      const code = indicators[column]?.code ?? '';
      const name = `${pairId} ${code}`;
      const all = [...parts].reduce<number>((sum, part) => sum + amount('done', pairId, part, code), 0);
      mustBeSame(name, done, all);
      if (!isPromised) continue;
      const promised = ([1, 2] as const).map((semester) => amount('promised', pairId, semester, code));
      mustBeSame(
        `${name} promised`,
        plan,
        promised.reduce((sum, each) => sum + each, 0),
      );
      const isMet = promised.every(
        (each, index) => amount('done', pairId, `2023-2024 ${index + 1}`, code) >= each,
      );
      if (plan !== null && (state === 'met') !== isMet)
        throw new Error(`${name} ${state}: the plain statement says ${isMet}`);
    }
  }
}

type Cells = OutputOf<'targets.progress'>['total'];

const NOT_SUMS: readonly string[] = [
  'PAIRS_SIGNED',
  'SUPPORT_TEACHERS',
  'EQUIPMENT_VALUE',
  'FUNDING',
  'GOOD_MODELS',
];

/** Holds the progress by pair against a plain statement, and all else that it says if the statement says it, too. */
export function checkPairs(answer: OutputOf<'targets.progress'>, plain: readonly PlainRow[]): void {
  const amount = amountsIn(plain);
  const isWhole = plain.some(({ of }) => of === 'all');
  const codes = answer.indicators.map(({ code }) => code);
  const check = (of: string, whose: string | null, name: string, cells: Cells) => {
    for (const [column, { plan, done, previous }] of cells.entries()) {
      const code = codes[column] ?? '';
      if (!NOT_SUMS.includes(code)) {
        mustBeSame(`${name} ${code}`, done, amount(of, whose, 1, code));
        mustBeSame(`${name} ${code} before`, previous, amount(of, whose, 0, code));
      }
      if (isWhole && whose !== null && code !== 'PAIRS_SIGNED')
        mustBeSame(`${name} ${code} promised`, plan, amount('promised', whose, null, code));
      if (isWhole && code === 'SUPPORT_TEACHERS') {
        mustBeSame(`${name} ${code}`, done, amount('helpers', whose, 1, null));
        mustBeSame(`${name} ${code} before`, previous, amount('helpers', whose, 0, null));
      }
      if (isWhole && whose !== null && code === 'PAIRS_SIGNED') {
        const before = amount('signed', whose, 0, null);
        mustBeSame(`${name} ${code}`, done, before + amount('signed', whose, 1, null));
        mustBeSame(`${name} ${code} before`, previous, before);
      }
    }
  };
  for (const { key, name, cells } of answer.rows) check('pair', key, name, cells);
  if (!isWhole) return;
  check('all', null, 'all', answer.total);
  const joint = answer.notes.flatMap((note) => /^Có (\d+) hoạt động chung/.exec(note)?.[1] ?? []);
  mustBeSame('joint activities', Number(joint[0] ?? 0), amount('joint', null, null, null));
}

/** Holds the progress by quarter against a plain statement. @throws where they differ */
export function checkQuarters(answer: OutputOf<'targets.progress'>, plain: readonly PlainRow[]): void {
  const amount = amountsIn(plain);
  const isWhole = plain.some(({ of }) => of === 'promised');
  const check = (
    name: string,
    months: readonly string[],
    whose: (part: 0 | 1) => string | null,
    cells: Cells,
  ) => {
    for (const [column, { plan, done, previous }] of cells.entries()) {
      const code = answer.indicators[column]?.code ?? '';
      const told = (part: 0 | 1): number =>
        code === 'SUPPORT_TEACHERS'
          ? amount('helpers', whose(part), part, null)
          : months.reduce(
              (sum, month) => sum + amount('month', monthBefore(month, 12 * (1 - part)), part, code),
              0,
            );
      if (code === 'SUPPORT_TEACHERS' ? isWhole : !NOT_SUMS.includes(code)) {
        mustBeSame(`${name} ${code}`, done, told(1));
        // Nothing is told of days when there was no programme yet.
        if (previous !== null) mustBeSame(`${name} ${code} before`, previous, told(0));
      }
      if (isWhole && code !== 'PAIRS_SIGNED')
        mustBeSame(
          `${name} ${code} promised`,
          plan,
          months.reduce((sum, month) => sum + amount('promised', month, null, code), 0),
        );
    }
  };
  for (const { key, name, cells } of answer.rows) {
    const months = monthsOf(key);
    const first = months[0] ?? '';
    check(name, months, (part) => quarterOf(monthBefore(first, 12 * (1 - part))), cells);
  }
  check('all', monthsOf('2023-09-05..2024-09-04'), () => null, answer.total);
}

const quarterOf = (month: string): string => `${month.slice(0, 4)}/Q${Math.ceil(Number(month.slice(5)) / 3)}`;

/** "2023/Q4", or the days of a quarter that is cut: "2023-09-05..2023-09-30". */
function monthsOf(key: string): string[] {
  const [, year, quarter] = /^(\d+)\/Q(\d)$/.exec(key) ?? [];
  const first = year ? `${year}-${String(Number(quarter) * 3 - 2).padStart(2, '0')}` : key.slice(0, 7);
  const last = year ? monthBefore(first, -2) : key.slice(12, 19);
  const months = [first];
  for (let month = first; month < last; ) {
    month = monthBefore(month, -1);
    months.push(month);
  }
  return months;
}

function monthBefore(month: string, months: number): string {
  const number = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - months;
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
}

/** Holds what is missing against a plain statement, as far as it tells the same. @throws where they differ */
export function checkMissing({ gaps }: OutputOf<'gaps.list'>, plain: readonly PlainRow[]): void {
  const isWhole = plain.some(({ of }) => of === 'promised');
  if (!isWhole) {
    checkLacking(gaps, plain);
    return;
  }
  const said = new Set<string>();
  const codes = new Map(
    plain.flatMap(({ of, whose, indicator }) => (of === 'name' ? [[whose, indicator]] : [])),
  );
  for (const { code, pairId, text } of gaps) {
    const [, semester, first, second, lacking = ''] =
      /^Học kỳ (II?) năm học (\d+)–(\d+) .* chưa đủ: (.*)\.$/.exec(text) ?? [];
    if (code !== 'COMMITMENT_OVERDUE') continue;
    for (const each of lacking.split('; ')) {
      const [, name = '', done, promised] = /^(.*) (\d+)\/(\d+) /.exec(each) ?? [];
      said.add(`${pairId} ${first}-${second} ${semester?.length} ${codes.get(name)} ${done}/${promised}`);
    }
  }
  const amount = amountsIn(plain);
  const expected = new Set<string>();
  for (const { of, whose, part, indicator, times } of plain) {
    if (of !== 'promised') continue;
    for (const year of ['2022-2023', '2023-2024']) {
      const done = amount('done', whose, `${year} ${part}`, indicator);
      if (done < times) expected.add(`${whose} ${year} ${part} ${indicator} ${done}/${times}`);
    }
  }
  const differing = [...said, ...expected].filter((each) => !said.has(each) || !expected.has(each));
  if (differing.length > 0) throw new Error(`promises that are overdue: ${differing.slice(0, 5).join(', ')}`);

  const passed = Map.groupBy(
    gaps.filter(({ code }) => code === 'PLANNED_PASSED'),
    ({ pairId }) => pairId,
  );
  const unproven = new Map(
    gaps.flatMap((gap) => (gap.code === 'EVIDENCE_MISSING' ? [[gap.pairId, gap.text]] : [])),
  );
  for (const { of, whose, part, times } of plain) {
    if (of === 'passed') mustBeSame(`${whose} passed`, passed.get(whose)?.length, times);
    if (of !== 'unproven') continue;
    const text = unproven.get(whose) ?? '';
    mustBeSame(`${whose} without evidence`, lackingIn(text), times);
    const day = `${part}`.split('-').reverse().join('/');
    if (!text.includes(` ngày ${day}`)) throw new Error(`${text}: the plain statement says ${day}`);
  }
  const pairsWith = (of: string) => plain.filter((row) => row.of === of).length;
  mustBeSame('pairs with plans that passed', passed.size, pairsWith('passed'));
  mustBeSame('pairs without evidence', unproven.size, pairsWith('unproven'));
}

/** How many activities a gap of evidence tells of. */
const lackingIn = (text: string): number =>
  text === '' ? 0 : Number(/^(\d+) hoạt động/.exec(text)?.[1] ?? 1);

/** The narrow statement counts a joint activity for each of its pairs, ours under the first: so ours is never more. */
function checkLacking(gaps: OutputOf<'gaps.list'>['gaps'], plain: readonly PlainRow[]): void {
  const unproven = new Map<string | null, number>();
  for (const { of, whose, unproven: lacking = 0 } of plain)
    if (of === 'done') unproven.set(whose, (unproven.get(whose) ?? 0) + lacking);
  for (const { code, pairId, text } of gaps)
    if (code === 'EVIDENCE_MISSING' && lackingIn(text) > (unproven.get(pairId) ?? 0))
      throw new Error(`${text}: the plain statement knows ${unproven.get(pairId)}`);
}
