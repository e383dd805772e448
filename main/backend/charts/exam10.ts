import { shownYear } from '../text/dates.ts';
import type { Chart, ChartData } from './chart.ts';
import { countText, markText, shortSchool } from './format.ts';
import { box, dashed, legend, namedRows, textAt, upright } from './parts.ts';

interface Row {
  readonly name: string;
  /** A mean a subject, 0 to 10, this year and the year before. */
  readonly means: readonly (number | null)[];
  readonly previous: readonly (number | null)[];
}

interface Exam extends ChartData {
  readonly subjects: readonly string[];
  readonly year: string;
  readonly before: string;
  /** The city stands first where its means are known. */
  readonly rows: readonly Row[];
  readonly city: Row | null;
}

/** Mean marks of the exam to grade 10: one panel a subject, one line a school, with the city and last year. */
export const exam10Chart: Chart<Exam> = {
  read({ exam10, exam10City, exam10Year, exam10Subjects }) {
    const { literature, maths, english } = exam10Subjects;
    type Means = (typeof exam10)[number]['means'];
    const listed = (means: Means) => [means.literature, means.maths, means.english];
    const rowOf = (name: string, { means, previousMeans }: { means: Means; previousMeans: Means }): Row => ({
      name,
      means: listed(means),
      previous: listed(previousMeans),
    });
    const isKnown = ({ means, previous }: Row) => [...means, ...previous].some((mean) => mean !== null);
    const schools = exam10.map((row) => rowOf(shortSchool(row.school), row)).filter(isKnown);
    if (schools.length === 0) return null;
    const [city = null] = exam10City ? [rowOf('Toàn thành phố', exam10City)].filter(isKnown) : [];
    const subjects = [literature, maths, english];
    const rows = city ? [city, ...schools] : schools;
    const year = exam10Year ? `Năm học ${shownYear(exam10Year)}` : 'Năm nay';
    return {
      title: 'Điểm trung bình thi vào lớp 10 theo môn',
      summary: `${countText(schools.length)} trường THCS. ${subjects
        .map((subject, at) => {
          const marks = schools.flatMap(({ means }) => means[at] ?? []);
          if (marks.length === 0) return `${subject}: chưa có điểm`;
          const range = `từ ${markText(Math.min(...marks))} đến ${markText(Math.max(...marks))}`;
          const cityMark = city?.means[at] ?? null;
          return `${subject}: ${range}${cityMark === null ? '' : `, toàn thành phố ${markText(cityMark)}`}`;
        })
        .join('; ')}.`,
      table: {
        columns: [
          { heading: 'Trường', kind: 'text' },
          ...subjects.flatMap((subject) => [
            { heading: subject, kind: 'mark' as const },
            { heading: `${subject}, năm trước`, kind: 'mark' as const },
          ]),
        ],
        rows: rows.map(({ name, means, previous }) => [
          name,
          ...means.flatMap((mean, at) => [mean, previous[at] ?? null]),
        ]),
      },
      subjects,
      year,
      before: 'Năm trước',
      rows,
      city,
    };
  },

  draw({ subjects, year, before, rows, city }, look) {
    const { colours, size, width } = look;
    const key = legend(look, [
      { name: year, colour: colours.strong },
      { name: before, colour: colours.pale },
      ...(city ? [{ name: 'Toàn thành phố' }] : []),
    ]);
    const bar = size * 0.95;
    const top = key.height + size * 1.6;
    const named = namedRows(
      look,
      rows.map(({ name }) => name),
      { widest: width * 0.3, top, least: () => bar * 2 + size * 0.7 },
    );
    const { bottom } = named;
    const start = named.rows[0]?.x ?? 0;
    const panel = (width - start) / subjects.length;
    const numberRoom = look.widthOf('10,00', size * 0.9) + size * 0.5;
    const longest = panel - numberRoom - size * 0.8;
    const highest = Math.max(
      1,
      ...rows.flatMap(({ means, previous }) => [...means, ...previous].map(Number)),
    );
    const scale = longest / Math.ceil(highest);
    const panels = subjects.flatMap((subject, at) => {
      const left = start + panel * at;
      const mark = (value: number | null, y: number, colour: string, bold: boolean) =>
        value === null
          ? []
          : [
              ...box(look, { x: left, y, width: value * scale, height: bar }, { colour }),
              textAt(
                look,
                markText(value),
                { x: left + longest + numberRoom, y: y + bar / 2 },
                { align: 'right', share: 0.9, bold },
              ),
            ];
      const cityX = left + (city?.means[at] ?? 0) * scale;
      return [
        textAt(look, subject, { x: left, y: top - size * 0.8 }, { bold: true }),
        ...(city?.means[at] == null ? [] : [dashed(look, { x: cityX, y: top }, { x: cityX, y: bottom })]),
        ...named.rows.flatMap(({ y, height }, row) => {
          const middle = y + height / 2;
          return [
            ...mark(rows[row]?.means[at] ?? null, middle - bar, colours.strong, true),
            ...mark(rows[row]?.previous[at] ?? null, middle, colours.pale, false),
          ];
        }),
        upright(look, { x: left, y: top }, bottom),
      ];
    });
    return {
      height: bottom + size * 0.5,
      shapes: [...key.shapes, ...named.shapes, ...panels],
    };
  },
};
