import { diffArrays } from 'diff';
import type { Difference } from '../../../preload/contract/templates.ts';
import type { Block, PaperModel, Run } from './model.ts';

/** A piece of a text that is compared as a whole, with its place in a clerk's words. */
export interface Line {
  readonly place: string;
  readonly text: string;
}

/** From this share of common words on, a text counts as changed and not as another one. */
const ALIKE = 0.4;

/** Words, numbers, spaces and marks, each for itself: neither a syllable nor 1.234 is torn. */
const tokens = (text: string): string[] =>
  text.match(/\s+|\d+(?:[.,]\d+)*|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? [];

function wordDifference(before: string, after: string): Difference['parts'] {
  return diffArrays(tokens(before), tokens(after)).map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}

const changed = ({ text: before }: Line, { text, place }: Line): Difference | null => {
  const parts = wordDifference(before, text);
  const same = parts.reduce((sum, part) => sum + (part.kind === 'same' ? part.text.trim().length : 0), 0);
  return same >= ALIKE * Math.max(before.length, text.length) ? { change: 'changed', place, parts } : null;
};
const whole = (change: 'added' | 'removed', { place, text }: Line): Difference => ({
  change,
  place,
  parts: [{ kind: change, text }],
});

/** What one list of lines says otherwise than another, in the order of the text. */
export function compareLines(before: readonly Line[], after: readonly Line[]): readonly Difference[] {
  const runs = diffArrays([...before], [...after], {
    comparator: (left, right) => left.text === right.text,
  });
  const differences: Difference[] = [];
  for (const [index, run] of runs.entries()) {
    if (run.removed) {
      const next = runs[index + 1];
      differences.push(...paired(run.value, next?.added ? next.value : []));
    } else if (run.added && !runs[index - 1]?.removed) {
      differences.push(...run.value.map((line) => whole('added', line)));
    }
  }
  return differences;
}

/** Lines that replace others: like ones are one change, the rest is gone or new. */
function paired(removed: readonly Line[], added: readonly Line[]): readonly Difference[] {
  const differences: Difference[] = [];
  let next = 0;
  for (const line of removed) {
    const match = added.findIndex((candidate, index) => index >= next && changed(line, candidate) !== null);
    const candidate = added[match];
    const change = candidate ? changed(line, candidate) : null;
    if (!change) {
      differences.push(whole('removed', line));
      continue;
    }
    differences.push(...added.slice(next, match).map((each) => whole('added', each)), change);
    next = match + 1;
  }
  return [...differences, ...added.slice(next).map((line) => whole('added', line))];
}

const wordsOf = (runs: readonly Run[]): string =>
  runs.map((run) => (run.kind === 'text' ? run.text : run.kind === 'dots' ? '…' : ' ')).join('');

const PLACES = { title: 'Tên loại văn bản', summary: 'Trích yếu', legalBasis: 'Căn cứ' } as const;
/** "Điều 3. Hình thức", "2. Trực tuyến", "a) Dự giờ": the number is said by the place. */
const ARTICLE = /^(\p{L}+ \d+)\. (.*)$/u;
const CLAUSE = /^(\d+)\. (.*)$/u;
const POINT = /^([a-zđ]{1,2})\) (.*)$/u;

/** Everything that is printed on a paper, line by line, in reading order. */
function linesOfPaper({ blocks }: PaperModel): readonly Line[] {
  let article = 'Phần mở đầu';
  let clause = '';
  /** Heading of the party whose details are read. */
  let party: string | null = null;
  const numbered = (text: string): Line => {
    const [, number, said] = CLAUSE.exec(text) ?? [];
    if (number && said) {
      clause = `, khoản ${number}`;
      return { place: article + clause, text: said };
    }
    const [, letter, point] = POINT.exec(text) ?? [];
    return letter && point
      ? { place: `${article}${clause}, điểm ${letter}`, text: point }
      : { place: article, text };
  };
  const ofBlock = (block: Block): readonly Line[] => {
    switch (block.kind) {
      case 'letterhead': {
        const { parent, issuers, docNumber, nation, motto, placeAndDate } = block;
        const parts = [parent ?? [], ...issuers].map((lines) => lines.map(wordsOf).join(' '));
        return [...parts, wordsOf(docNumber), nation, motto, placeAndDate.map(wordsOf).join(' ')].map(
          (text) => ({
            place: 'Phần đầu văn bản',
            text,
          }),
        );
      }
      case 'paragraph': {
        const text = wordsOf(block.runs);
        const { style } = block;
        if (style === 'title' || style === 'summary' || style === 'legalBasis') {
          return [{ place: PLACES[style], text }];
        }
        if (style === 'partyHeading') {
          party = text;
          return [{ place: 'Thông tin các bên', text }];
        }
        party = null;
        if (style === 'body') return [numbered(text)];
        const [, number, heading] = ARTICLE.exec(text) ?? [];
        article = number ?? text;
        clause = '';
        return [{ place: article, text: heading ?? text }];
      }
      case 'details':
        return block.rows.map(({ label, value }) => ({
          place: party ?? article,
          text: `${label} ${wordsOf(value)}`,
        }));
      case 'pictures':
        return block.pictures.map(({ caption }) => ({
          place: `${article}${clause}, ảnh`,
          text: caption ?? '',
        }));
      case 'table':
        return block.rows.map((cells, index) => ({
          place: `${article}${clause}, bảng, dòng ${index + 1}`,
          text: cells.join(' | '),
        }));
      case 'signatures':
        return [
          ...block.signers.map(({ heading, posts, name }) => ({
            place: 'Phần ký',
            text: [heading, ...posts.map(wordsOf), wordsOf(name)].join(' | '),
          })),
          ...(block.recipients?.lines ?? []).map((line) => ({ place: 'Nơi nhận', text: wordsOf(line) })),
        ];
    }
  };
  return blocks.flatMap(ofBlock).filter(({ text }) => text.trim() !== '');
}

/** What one paper says otherwise than another. */
export const comparePapers = (before: PaperModel, after: PaperModel): readonly Difference[] =>
  compareLines(linesOfPaper(before), linesOfPaper(after));
