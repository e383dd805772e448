import type { ReportFigures, SummaryRow } from '../../../../preload/contract/report-figures.ts';
import { level } from '../../../../preload/contract/schools.ts';
import { countText, markText, moneyText, shareText } from '../../charts/format.ts';
import { datePhrase, shownYear } from '../../text/dates.ts';
import { rate, sumKnown, weightedMean } from '../figures.ts';
import { dayInFigures, earlierOf } from '../periods.ts';
import { type NarrativeFacts, subjectsOf } from './facts.ts';
import { type LISTS, type ReportWording, say, type Values } from './wording.ts';

type Phrases = ReportWording['phrases'];

/** A count above zero; sentences that tell of nothing are not said. */
const some = (count: number | null): string | null => (count ? countText(count) : null);

/** First letter small, for the middle of a sentence: "học kỳ I năm học 2023–2024". */
const uncapitalised = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Points between two shares as running text writes them: "3,5"; null when they are alike to a tenth. */
const points = (difference: number): string | null => {
  const tenths = Math.round(Math.abs(difference) * 1000) / 10;
  return tenths === 0 ? null : tenths.toLocaleString('vi-VN', { minimumFractionDigits: 1 });
};

const listed = (parts: readonly string[], and: string): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${and} ${parts.at(-1)}`;

/** Values of one indicator: `THEMES`, `THEMES.plan`, `THEMES.rate`, `THEMES.change`, `THEMES.levels`. */
function indicatorValues(row: SummaryRow, phrases: Phrases): Values {
  const { code, unit, plan, done, previous } = row;
  const isMoney = unit === 'đồng';
  const amount = (value: number): string => (isMoney ? moneyText(value) : `${countText(value)} ${unit}`);
  const change = (): string | null => {
    if (previous === null || previous === 0) return null;
    if (previous === done.total) return phrases.same;
    const difference = amount(Math.abs(done.total - previous));
    return say(done.total > previous ? phrases.up : phrases.down, { difference });
  };
  const levels = level.options.flatMap((each) => {
    const count = some(done[each]);
    return count ? [say(phrases.levelCount, { level: phrases.levels[each], count }) ?? ''] : [];
  });
  return {
    [code]: done.total === 0 ? null : isMoney ? moneyText(done.total) : countText(done.total),
    [`${code}.plan`]: some(plan),
    [`${code}.rate`]: plan && row.rate !== null ? shareText(row.rate) : null,
    [`${code}.change`]: change(),
    // An activity of two levels counts in both, so a list of levels is only told where they add up.
    [`${code}.levels`]:
      levels.length > 1 && level.options.reduce((sum, each) => sum + done[each], 0) === done.total
        ? levels.join(', ')
        : null,
  };
}

/** Meetings on the exam by subject, if those of the three subjects are all that there were. */
function meetingsBySubject(figures: ReportFigures, phrases: Phrases): string | null {
  const total = figures.summary.find(({ code }) => code === 'EXAM10_MEETINGS')?.done.total ?? 0;
  const held = figures.activities.filter(({ kindCode }) => kindCode === 'on_thi_lop_10');
  const counts = subjectsOf(figures).map(({ name }) => ({
    name,
    count: held.filter(({ subject }) => subject === name).length,
  }));
  if (total === 0 || counts.reduce((sum, { count }) => sum + count, 0) !== total) return null;
  return counts
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => say(phrases.subjectCount, { subject: name, count: countText(count) }))
    .join(', ');
}

/** What the exam to grade 10 brought; only schools that gave both numbers are told of. */
function examValues(figures: ReportFigures, phrases: Phrases): Values {
  const { exam10City: city, exam10Year } = figures;
  const known = figures.exam10.filter(({ candidates, admitted }) => candidates !== null && admitted !== null);
  const candidates = sumKnown(known.map((row) => row.candidates));
  const admitted = sumKnown(known.map((row) => row.admitted));
  const share = rate(admitted, candidates);
  const againstCity = (): string | null => {
    if (share === null || city === null || city.rate === null) return null;
    const difference = points(share - city.rate);
    if (difference === null) return phrases.likeCity;
    return say(share > city.rate ? phrases.aboveCity : phrases.belowCity, { difference });
  };
  const means = (meanOf: (subject: 'literature' | 'maths' | 'english') => number | null): string | null => {
    const told = subjectsOf(figures).flatMap(({ key, name }) => {
      const mean = meanOf(key);
      return mean === null ? [] : [say(phrases.subjectMean, { subject: name, mean: markText(mean) })];
    });
    return told.length > 0 ? told.join('; ') : null;
  };
  const compared = figures.exam10.flatMap(({ rate: now, previousRate: before }) =>
    now === null || before === null ? [] : [now - before],
  );
  return {
    examYear: exam10Year && shownYear(exam10Year),
    examSchools: some(known.length),
    candidates: some(candidates),
    admitted: admitted === null ? null : countText(admitted),
    examRate: share === null ? null : shareText(share),
    againstCity: againstCity(),
    means: means((subject) => weightedMean(figures.exam10, (row) => row.means[subject])),
    cityMeans: city && means((subject) => city.means[subject]),
    improved: some(compared.filter((difference) => difference > 0).length),
    declined: some(compared.filter((difference) => difference < 0).length),
  };
}

/** Indicators with a plan in the period, by whether it was reached. */
function plannedOf({ summary }: ReportFigures) {
  const planned = summary.filter(({ plan }) => plan !== null && plan > 0);
  const isReached = ({ plan, done }: SummaryRow): boolean => done.total >= (plan ?? 0);
  const amountOf = ({ name, unit, plan, done, rate: share }: SummaryRow): string => {
    const amount = `${countText(done.total)}/${countText(plan ?? 0)} ${unit}`;
    return `${uncapitalised(name)} (${amount}${share === null ? '' : `, ${shareText(share)}`})`;
  };
  const reached = planned.filter(isReached);
  const short = planned.filter((row) => !isReached(row));
  return { planned, reached, short, amountOf };
}

/** What patterns can say of a report; nothing in here is not in the figures or in the register. */
export function valuesOf({ figures, frame }: NarrativeFacts, phrases: Phrases): Values {
  const { header, period, schools, support, goodModels, memoranda } = figures;
  const { planned, reached, short, amountOf } = plannedOf(figures);
  const inRole = (...roles: readonly string[]) =>
    some(schools.filter(({ role }) => roles.includes(role)).length);
  const pairs = figures.summary.find(({ code }) => code === 'PAIRS_SIGNED');
  const unsigned = pairs ? some((pairs.plan ?? 0) - pairs.done.total) : null;
  const isOpen = ({ outcome, resolvedOn }: ReportFigures['difficulties'][number]) =>
    outcome === null && resolvedOn === null;
  const pairLevels = level.options.flatMap((each) => {
    const count = some(memoranda.filter((row) => row.level === each).length);
    return count ? [say(phrases.levelCount, { level: phrases.levels[each], count })] : [];
  });
  return {
    programme: header.programmeTitle,
    issuer: header.issuingBody || null,
    parent: header.parentBody || null,
    department: frame.department || null,
    partners: frame.partners.length > 0 ? listed(frame.partners, phrases.and) : null,
    plan: frame.planNumber,
    bases: frame.legalBases.length > 0 ? listed(frame.legalBases, phrases.and) : null,
    phase: frame.phase || null,
    period: uncapitalised(period.label),
    from: dayInFigures(period.startsOn),
    to: dayInFigures(period.endsOn),
    on: dayInFigures(earlierOf(period.endsOn, header.generatedOn)),
    schools: some(schools.filter(({ role }) => role !== 'none').length),
    supportingSchools: inRole('supporting', 'both'),
    partnerSchools: inRole('partner', 'both'),
    // Where each pair has its memorandum, the levels of the pairs are theirs.
    pairLevels: pairLevels.length > 1 && memoranda.length === pairs?.plan ? pairLevels.join(', ') : null,
    unsigned,
    // Before the first signing there is no rest: that nobody has signed is told instead.
    remaining: pairs && pairs.done.total > 0 ? unsigned : null,
    members: some(figures.workingGroup.length),
    ceremonyDay: frame.ceremony ? dayInFigures(frame.ceremony.heldOn) : null,
    ceremonyVenue: frame.ceremony?.venue ?? null,
    meetingsBySubject: meetingsBySubject(figures, phrases),
    receivers: some(new Set(support.map(({ receiver }) => receiver)).size),
    supportItems: some(support.length),
    goodModels: some(goodModels.length),
    adoptions: some(goodModels.reduce((sum, { adopters }) => sum + adopters.length, 0)),
    planned: some(planned.length),
    reached: some(reached.length),
    reachedNames: reached.length > 0 ? reached.map(amountOf).join('; ') : null,
    short: some(short.length),
    shortNames: short.length > 0 ? short.map(amountOf).join('; ') : null,
    open: some(figures.difficulties.filter((row) => row.difficulties !== null && isOpen(row)).length),
    ...examValues(figures, phrases),
    ...Object.assign({}, ...figures.summary.map((row) => indicatorValues(row, phrases))),
  };
}

/** Without the mark that ends it: lines of a list end with their own. */
const unended = (text: string | null): string | null => text?.trim().replace(/[.;,\s]+$/u, '') || null;

/** The rows of the lists that are told line by line. */
export function listsOf({
  figures,
}: NarrativeFacts): Readonly<Record<(typeof LISTS)[number], readonly Values[]>> {
  const held = figures.summary.some(({ code, done }) => code === 'EXAM10_MEETINGS' && done.total > 0);
  return {
    members: figures.workingGroup.map(({ fullName, post, body, role, task }) => ({
      name: fullName,
      post,
      body,
      role,
      task: unended(task),
    })),
    models: figures.goodModels.map(({ school, title, summary }) => ({
      school,
      title,
      summary: unended(summary),
    })),
    advantages: figures.difficulties.map(({ unit, advantages }) => ({ unit, text: unended(advantages) })),
    difficulties: figures.difficulties.map(({ unit, difficulties }) => ({
      unit,
      text: unended(difficulties),
    })),
    proposals: figures.difficulties.map(({ unit, proposal, resolver }) => ({
      unit,
      resolver,
      text: unended(proposal),
    })),
    // Before anybody met, all subjects are missing everywhere: that is told once, above.
    missingSubjects: held
      ? figures.exam10.map(({ school, meetings }) => {
          const missing = subjectsOf(figures).filter(({ key }) => meetings[key] === 0);
          return { school, subjects: missing.map(({ name }) => name).join(', ') || null };
        })
      : [],
  };
}

/** Place and day above a report: "Thanh Trì", "ngày 05 tháng 6 năm 2024". */
export const placeAndDay = ({ header }: ReportFigures): readonly [place: string, day: string] => [
  header.placeName,
  datePhrase(header.generatedOn),
];
