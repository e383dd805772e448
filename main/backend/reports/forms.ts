import type { ReportFigures } from '../../../preload/contract/report-figures.ts';
import { level } from '../../../preload/contract/schools.ts';
import { countText, markText, shareText } from '../charts/format.ts';
import { LEVEL_LABELS } from '../schools/import/levels.ts';
import { shownDay } from '../text/dates.ts';
import { ROLE_NAMES, STATE_NAMES } from '../workbooks/labels.ts';
import { sumKnown } from './figures.ts';
import { subjectsOf } from './narrative/facts.ts';
import { type ReportWording, say } from './narrative/wording.ts';

/** The eight forms in the order of their numbers. */
export const FORM_KEYS = [
  'summary',
  'schools',
  'memoranda',
  'activities',
  'targets',
  'exam10',
  'support',
  'difficulties',
] as const;
export type FormKey = (typeof FORM_KEYS)[number];

interface FormColumn {
  readonly heading: string;
  /** In mm, if the columns of the form filled the sheet; else they share it by these. */
  readonly weight: number;
  readonly align: 'left' | 'center' | 'right';
}

/** A row of a form in the words of a paper. */
export interface FormRow {
  /** What a person calls it: the indicator, the school, the activity. */
  readonly name: string;
  /** By which it is known again in another report of the period, the surest first. */
  readonly marks: readonly string[];
  readonly cells: readonly string[];
}

/** A form in the words of a paper: what the appendix prints and what two reports are compared by. */
export interface FormTable {
  readonly key: FormKey;
  /** "01". */
  readonly number: string;
  readonly title: string;
  readonly columns: readonly FormColumn[];
  readonly rows: readonly FormRow[];
  readonly total: readonly string[] | null;
}

const count = (value: number | null): string => (value === null ? '' : countText(value));
const share = (value: number | null): string => (value === null ? '' : shareText(value));
const mark = (value: number | null): string => (value === null ? '' : markText(value));
const quantity = (value: number | null): string => (value === null ? '' : value.toLocaleString('vi-VN'));
/** As tables write it: 05/09/2023. */
const day = (value: string | null): string => (value === null ? '' : shownDay(value));
const pairName = (pair: { readonly supporting: string; readonly partner: string }): string =>
  `${pair.supporting} – ${pair.partner}`;
const joined = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(', ');

/** Of a figure in the small type of tables, and of the room beside it, in mm. */
const FIGURE_WIDTH = 1.85;
const CELL_PADDING = 6;

/** One column of a form with what it says of a row, and of all rows together. */
interface Cell<Row> {
  readonly heading: string;
  readonly weight: number;
  readonly align: FormColumn['align'];
  readonly value: (row: Row, index: number) => string;
  readonly total?: string;
}

const left = <Row>(heading: string, weight: number, value: Cell<Row>['value']): Cell<Row> => ({
  heading,
  weight,
  align: 'left',
  value,
});
const centred = <Row>(heading: string, weight: number, value: Cell<Row>['value']): Cell<Row> => ({
  ...left(heading, weight, value),
  align: 'center',
});
const right = <Row>(heading: string, weight: number, value: Cell<Row>['value']): Cell<Row> => ({
  ...left(heading, weight, value),
  align: 'right',
});

/** The forms of a report. */
export function formTables(figures: ReportFigures, wording: ReportWording): readonly FormTable[] {
  const { forms, appendix } = wording;

  function table<Row>(
    key: FormKey,
    rows: readonly Row[],
    known: (row: Row) => Pick<FormRow, 'name' | 'marks'>,
    cells: readonly Cell<Row>[],
  ): FormTable {
    const all = [centred<Row>(forms[key].columns.ordinal, 15, (_, index) => `${index + 1}`), ...cells];
    const labelled = all.findIndex(({ align }) => align === 'left');
    const lines = rows.map((row, index) => all.map(({ value }) => value(row, index)));
    const longest = (column: number, total = ''): number =>
      Math.max(total.length, ...lines.map((cells) => cells[column]?.length ?? 0));
    return {
      key,
      number: `${FORM_KEYS.indexOf(key) + 1}`.padStart(2, '0'),
      title: forms[key].title,
      columns: all.map(({ heading, weight, align, total }, index) => ({
        heading,
        // Numbers don't break at their dots: millions of đồng get the room that they need.
        weight:
          align === 'right' ? Math.max(weight, longest(index, total) * FIGURE_WIDTH + CELL_PADDING) : weight,
        align,
      })),
      rows: rows.map((row, index) => ({ ...known(row), cells: lines[index] ?? [] })),
      total:
        rows.length > 1 && all.some(({ total }) => total)
          ? all.map(({ total = '' }, index) => (index === labelled ? appendix.total : total))
          : null,
    };
  }

  /** A column that adds up; what nobody knows stays empty. */
  const summed = <Row>(
    heading: string,
    weight: number,
    rows: readonly Row[],
    value: (row: Row) => number | null,
  ): Cell<Row> => ({
    ...right<Row>(heading, weight, (row) => count(value(row))),
    total: count(sumKnown(rows.map(value))),
  });

  const { summary, schools, memoranda, activities, targets, exam10, support, difficulties } = figures;
  const { columns: c1 } = forms.summary;
  const { columns: c2 } = forms.schools;
  const { columns: c3 } = forms.memoranda;
  const { columns: c4 } = forms.activities;
  const { columns: c6 } = forms.exam10;
  const { columns: c7 } = forms.support;
  const { columns: c8 } = forms.difficulties;
  const ofSubject = (heading: string, subject: string): string => say(heading, { subject }) ?? '';

  return [
    table('summary', summary, ({ code, name }) => ({ name, marks: [code] }), [
      left(c1.name, 58, ({ name }) => name),
      centred(c1.unit, 20, ({ unit }) => unit),
      right(c1.plan, 18, ({ plan }) => count(plan)),
      ...level.options.map((each) =>
        right<(typeof summary)[number]>(c1[each], 17, ({ done }) => count(done[each])),
      ),
      right(c1.total, 16, ({ done }) => count(done.total)),
      right(c1.rate, 18, ({ rate }) => share(rate)),
      right(c1.previous, 18, ({ previous }) => count(previous)),
      left(c1.note, 36, ({ note }) => note ?? ''),
    ]),
    table('schools', schools, ({ unit, name }) => ({ name, marks: [`${unit}|${name}`, name] }), [
      left(c2.unit, 28, ({ unit }) => unit),
      left(c2.level, 18, (row) => LEVEL_LABELS[row.level]),
      left(c2.name, 52, ({ name }) => name),
      left(c2.communeWhenSigned, 28, ({ communeWhenSigned }) => communeWhenSigned ?? ''),
      left(c2.communeNow, 30, ({ communeNow }) => communeNow ?? ''),
      left(c2.principal, 32, ({ principal }) => principal ?? ''),
      summed(c2.classes, 13, schools, ({ classes }) => classes),
      summed(c2.pupils, 16, schools, ({ pupils }) => pupils),
      summed(c2.teachers, 14, schools, ({ teachers }) => teachers),
      left(c2.role, 24, ({ role }) => ROLE_NAMES[role]),
    ]),
    table(
      'memoranda',
      memoranda,
      (row) => ({ name: `${row.partyA} – ${row.partyB}`, marks: [`${row.partyA}|${row.partyB}`] }),
      [
        centred(c3.number, 24, ({ number }) => number ?? ''),
        centred(c3.signedOn, 22, ({ signedOn }) => day(signedOn)),
        left(c3.partyA, 46, ({ partyA }) => partyA),
        left(c3.partyB, 46, ({ partyB }) => partyB),
        left(c3.signerA, 28, ({ signerA }) => signerA ?? ''),
        left(c3.signerB, 28, ({ signerB }) => signerB ?? ''),
        centred(c3.validTo, 22, ({ validTo }) => day(validTo)),
        summed(c3.copies, 13, memoranda, ({ copies }) => copies),
        left(c3.state, 18, ({ state }) => STATE_NAMES[state]),
      ],
    ),
    table(
      'activities',
      activities,
      ({ heldOn, topic, kind }) => ({
        name: `${topic} (${day(heldOn)})`,
        marks: [`${heldOn}|${kind}|${topic}`, `${kind}|${topic}`, `${heldOn}|${kind}`, topic],
      }),
      [
        centred(c4.heldOn, 24, ({ heldOn }) => day(heldOn)),
        left(c4.pairs, 44, ({ pairs }) => pairs.map(pairName).join('; ')),
        left(c4.kind, 23, ({ kind }) => kind),
        left(c4.topic, 36, ({ topic }) => topic),
        left(c4.subject, 18, ({ subject, grade }) => joined(subject, grade)),
        left(c4.venue, 22, ({ venue }) => venue ?? ''),
        summed(c4.managerTurns, 15, activities, ({ managerTurns }) => managerTurns),
        summed(c4.teacherTurns, 14, activities, ({ teacherTurns }) => teacherTurns),
        summed(c4.pupilTurns, 14, activities, ({ pupilTurns }) => pupilTurns),
        summed(c4.demoLessons, 13, activities, ({ demoLessons }) => demoLessons),
        left(c4.evidence, 19, ({ evidence }) => evidence ?? ''),
      ],
    ),
    table('targets', targets.rows, ({ pair }) => ({ name: pairName(pair), marks: [pairName(pair)] }), [
      left(forms.targets.columns.pair, 60, ({ pair }) => pairName(pair)),
      ...targets.indicators.map(({ name }, position) =>
        centred<(typeof targets.rows)[number]>(
          name,
          Math.max(19, 175 / targets.indicators.length),
          ({ cells }) => {
            const cell = cells[position];
            if (!cell) return '';
            return cell.plan === null ? count(cell.whole) : `${count(cell.whole)}/${count(cell.plan)}`;
          },
        ),
      ),
    ]),
    table('exam10', exam10, ({ school }) => ({ name: school, marks: [school] }), [
      left(c6.school, 50, ({ school }) => school),
      summed(c6.grade9, 17, exam10, ({ grade9Pupils }) => grade9Pupils),
      ...subjectsOf(figures).map(({ key, name }) =>
        summed<(typeof exam10)[number]>(
          ofSubject(c6.meetings, name),
          18,
          exam10,
          ({ meetings }) => meetings[key],
        ),
      ),
      summed(c6.candidates, 15, exam10, ({ candidates }) => candidates),
      summed(c6.admitted, 21, exam10, ({ admitted }) => admitted),
      right(c6.rate, 16, ({ rate }) => share(rate)),
      ...subjectsOf(figures).map(({ key, name }) =>
        right<(typeof exam10)[number]>(ofSubject(c6.mean, name), 17, ({ means }) => mark(means[key])),
      ),
      right(c6.previousRate, 18, ({ previousRate }) => share(previousRate)),
    ]),
    table(
      'support',
      support,
      ({ givenOn, receiver, content }) => ({
        name: `${content} (${receiver})`,
        marks: [`${givenOn}|${receiver}|${content}`, `${receiver}|${content}`, content],
      }),
      [
        centred(c7.givenOn, 25, ({ givenOn }) => day(givenOn)),
        left(c7.giver, 40, ({ giver }) => giver),
        left(c7.receiver, 40, ({ receiver }) => receiver),
        left(c7.content, 40, ({ content }) => content),
        right(c7.quantity, 14, (row) => quantity(row.quantity)),
        left(c7.unit, 15, ({ unit }) => unit ?? ''),
        summed(c7.amount, 26, support, ({ amount }) => amount),
        left(c7.source, 26, ({ source }) => source ?? ''),
        left(c7.handoverPaper, 26, ({ handoverPaper }) => handoverPaper ?? ''),
      ],
    ),
    table(
      'difficulties',
      difficulties,
      (row) => ({
        name: `${row.unit}: ${row.difficulties ?? row.advantages ?? row.proposal ?? ''}`,
        marks: [`${row.unit}|${row.difficulties}`, `${row.unit}|${row.proposal}`, row.unit],
      }),
      [
        left(c8.unit, 38, ({ unit }) => unit),
        left(c8.advantages, 44, ({ advantages }) => advantages ?? ''),
        left(c8.difficulties, 44, (row) => row.difficulties ?? ''),
        left(c8.proposal, 44, ({ proposal }) => proposal ?? ''),
        left(c8.resolver, 30, ({ resolver }) => resolver ?? ''),
        centred(c8.dueOn, 22, ({ dueOn }) => day(dueOn)),
      ],
    ),
  ];
}
