import type { Fonts } from '../fonts.ts';
import { type LayoutFault, layoutFaults } from '../layout.ts';
import { setJointed, setRuns } from '../lines.ts';
import { LETTERHEAD, SIGNATURES, TEXT_WIDTH } from '../measures.ts';
import { type Block, type PaperModel, type Run, text } from '../model.ts';
import { error, type Finding, warning } from './findings.ts';
import type { Source } from './source.ts';

/** Lines of one body's name that the head of a paper bears. */
const MOST_HEAD_LINES = 3;
/** Longest names for electronic exchange, in characters: Nghị định 30/2020/NĐ-CP, Phụ lục VI. */
const LONGEST_BODY = 200;
const LONGEST_PERSON = 50;
const QUOTED = 60;

const wordsOf = (runs: readonly Run[]): string =>
  runs.map((run) => (run.kind === 'text' ? run.text : '…')).join('');

/** The first words of a block, by which a person finds it on the page. */
function beginning(block: Block | undefined): string {
  const words = ((): string => {
    switch (block?.kind) {
      case 'paragraph':
        return wordsOf(block.runs);
      case 'table':
        return block.columns.map(({ heading }) => heading).join(' | ');
      case 'details':
        return block.rows.map(({ label, value }) => `${label} ${wordsOf(value)}`).join(' ');
      case 'signatures':
        return block.signers.map(({ heading }) => heading).join(' | ');
      default:
        return '';
    }
  })();
  return words.length > QUOTED ? `${Array.from(words).slice(0, QUOTED).join('')}…` : words;
}

function findingOf({ kind, page, block }: LayoutFault, model: PaperModel): Finding {
  const words = beginning(model.blocks[block]);
  switch (kind) {
    case 'headingAlone':
      return warning('HEADING_ALONE', 'template', `“${words}” đứng một mình ở cuối trang ${page}.`);
    case 'signaturesAlone':
      return error(
        'SIGNATURES_ALONE',
        'template',
        `Phần ký đứng một mình ở trang ${page}, không có dòng nội dung nào đi kèm.`,
      );
    case 'tallerThanPage':
      return error(
        'TALLER_THAN_PAGE',
        'template',
        `Phần “${words}” ở trang ${page} cao hơn một trang giấy nên không in hết được.`,
      );
  }
}

/** What the laid-out pages show: headings and signatures without company, parts that no page holds. */
export function checkPages(model: PaperModel, fonts: Fonts): readonly Finding[] {
  return layoutFaults(model, fonts).map((fault) => findingOf(fault, model));
}

/** A name with its path and whose it is. */
export type PlacedName = { readonly name: string; readonly field: string; readonly of: string };

/** Names of bodies that the head of the paper can't bear; `model` is the paper with them in it. */
export function checkHead(
  model: PaperModel,
  bodies: readonly PlacedName[],
  issuers: Source['issuers'],
  fonts: Fonts,
): readonly Finding[] {
  const head = model.blocks.find((block) => block.kind === 'letterhead');
  return bodies.flatMap(({ name, field, of }): readonly Finding[] => {
    if (name.length > LONGEST_BODY) {
      return [error('NAME_OVERFLOWS', field, `Tên của ${of} dài ${name.length} ký tự, quá ${LONGEST_BODY}.`)];
    }
    const parts = head?.issuers[issuers.findIndex((issuer) => issuer.name === name)];
    if (!parts) return [];
    const { issuerSize: size, leftWidth: width } = LETTERHEAD;
    const lines = setJointed(parts, { size, width, align: 'center', bold: true }, fonts).length;
    const longest = Math.max(
      ...parts.flatMap((runs) => wordsOf(runs).split(' ')).map((word) => fonts.bold.widthOf(word) * size),
    );
    if (lines <= MOST_HEAD_LINES && longest <= width) return [];
    const message = `Tên của ${of} quá dài cho phần đầu văn bản: chiếm ${lines} dòng, nên có nhiều nhất ${MOST_HEAD_LINES}.`;
    return [warning('NAME_OVERFLOWS', field, message)];
  });
}

/** Names of people that don't fit under their signatures. */
export function checkSignatureNames(people: readonly PlacedName[], fonts: Fonts): readonly Finding[] {
  const width = TEXT_WIDTH / 2 - 2 * SIGNATURES.padX;
  return people.flatMap(({ name, field, of }): readonly Finding[] => {
    if (name.length > LONGEST_PERSON) {
      const message = `Họ tên người ký của ${of} dài ${name.length} ký tự, quá ${LONGEST_PERSON}.`;
      return [error('NAME_OVERFLOWS', field, message)];
    }
    const setting = { size: SIGNATURES.size, width, align: 'center', bold: true } as const;
    if (setRuns([text(name)], setting, fonts).length <= 1) return [];
    return [warning('NAME_OVERFLOWS', field, `Họ tên “${name}” của ${of} không vừa một dòng ở phần ký.`)];
  });
}
