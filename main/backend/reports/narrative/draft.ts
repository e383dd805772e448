import type { NarrativeFacts } from './facts.ts';
import { listsOf, valuesOf } from './values.ts';
import { type ParagraphWording, type ReportWording, say, type Values } from './wording.ts';

/**
 * A paragraph as the figures say it. `text` may hold several lines, each a paragraph on paper; '' where there is
 * nothing to say, null where only a person knows what to say.
 */
export interface DraftParagraph {
  readonly key: string;
  readonly text: string | null;
}

/** A part of the report with its heading, if it has one. */
export interface DraftSection {
  readonly key: string;
  readonly title: string | null;
  readonly paragraphs: readonly DraftParagraph[];
}

/** A drafted report: its subject below the title, and its parts. */
export interface Draft {
  readonly summary: string;
  readonly sections: readonly DraftSection[];
}

/** Drafts the report of a period; every number in it stands in the figures. */
export function draftOf(facts: NarrativeFacts, wording: ReportWording): Draft {
  const values = valuesOf(facts, wording.phrases);
  const lists = listsOf(facts);

  function paragraphText(paragraph: ParagraphWording): string | null {
    if ('dotted' in paragraph) return null;
    if ('each' in paragraph) return lines(paragraph.line, lists[paragraph.each]);
    const said = paragraph.sentences.flatMap((sentence) => say(sentence, values) ?? []);
    if (said.length > 0) return said.join(' ');
    return paragraph.otherwise === null ? '' : (say(paragraph.otherwise, values) ?? '');
  }

  return {
    summary: say(wording.summaries[facts.figures.period.kind], values) ?? '',
    sections: wording.sections.map(({ key, title = null, paragraphs }) => ({
      key,
      title,
      paragraphs: paragraphs.map((paragraph) => ({ key: paragraph.key, text: paragraphText(paragraph) })),
    })),
  };
}

/** "- …;" for each row that can be told, the last one with a full stop. */
function lines(pattern: string, rows: readonly Values[]): string {
  const said = rows.flatMap((row) => say(pattern, row) ?? []);
  return said.map((line, index) => `- ${line}${index < said.length - 1 ? ';' : '.'}`).join('\n');
}
