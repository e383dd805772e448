/**
 * The neutral model of a paper: what stands on it, in which role and what must stay together. No measure and no
 * font lies in here, no wording is made here: writers (PDF, Word) decide the first, templates the second.
 */

import type { PageCodeIssuer } from './page-code.ts';

/** How a run differs from the style of its paragraph. */
type Emphasis = { readonly bold?: boolean; readonly italic?: boolean };

/** Words of one look. All text is NFC, on one line, without control characters. */
export type TextRun = Emphasis & { readonly kind: 'text'; readonly text: string };

/** A dotted line to be filled in by hand, `width` mm long, or as far as the line reaches when null. */
export type DottedRun = { readonly kind: 'dots'; readonly width: number | null };

/** Free room of `width` mm to be filled in by hand, as after "Số:". */
export type GapRun = { readonly kind: 'gap'; readonly width: number };

export type Run = TextRun | DottedRun | GapRun;

/**
 * Words that are set on one line if they fit, and broken at their joints if they don't: "TRƯỜNG TIỂU HỌC", "HOA SEN"
 * breaks after the level words.
 */
export type JointedRuns = readonly (readonly Run[])[];

/** The role of a paragraph; each writer gives it size, face, alignment and spacing. */
export type ParagraphStyle =
  | 'title'
  | 'summary'
  | 'legalBasis'
  | 'body'
  | 'articleHeading'
  | 'partyHeading'
  | 'note';

export type Paragraph = {
  readonly kind: 'paragraph';
  readonly style: ParagraphStyle;
  /** Introduces what follows and stays on its page. */
  readonly keepWithNext: boolean;
  readonly runs: readonly Run[];
};

/** The two-column head: issuing bodies and number left, motto, place and date (which may be absent) right. */
export type Letterhead = {
  readonly kind: 'letterhead';
  /** The body above a single issuing body, upright; null when several bodies issue it together. */
  readonly parent: JointedRuns | null;
  readonly issuers: readonly JointedRuns[];
  readonly docNumber: readonly Run[];
  readonly nation: string;
  readonly motto: string;
  readonly placeAndDate: JointedRuns;
};

/** Labels with their values: of a party, of "Kính gửi:", or indented like the text around. */
export type Details = {
  readonly kind: 'details';
  readonly look: 'party' | 'addressees' | 'indented';
  readonly rows: readonly { readonly label: string; readonly value: readonly Run[] }[];
};

export type Column = {
  readonly heading: string;
  /** Share of the text width; the shares of a table add up to 1. */
  readonly share: number;
  readonly align: 'left' | 'center' | 'right';
};

/** A bordered table whose heading row repeats on every page; rows are never torn. */
export type Table = {
  readonly kind: 'table';
  /** With a row (1) (2) (3) … under the headings, as registers have it (Nghị định 30/2020/NĐ-CP, Phụ lục IV). */
  readonly numbered?: boolean;
  /** Each row has room for a signature. */
  readonly forHand?: boolean;
  /** In smaller type, for the many columns of an appendix. */
  readonly small?: boolean;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** The last row, in bold. */
  readonly total?: readonly string[] | null;
};

/** A picture of one size everywhere, in mm. */
export type Picture = {
  readonly format: 'jpeg' | 'png';
  readonly bytes: Uint8Array;
  /** The same picture drawn: it is printed in place of the pixels, so that its words stay text. */
  readonly svg?: string;
  readonly width: number;
  readonly height: number;
  readonly caption: string | null;
};

/** Pictures side by side with their captions below, never torn; a single one stands in the middle. */
export type Pictures = { readonly kind: 'pictures'; readonly pictures: readonly Picture[] };

/** One signer: who it is for, under which post, where the hand and the stamp go, and the name. */
export type Signer = {
  readonly heading: string;
  readonly posts: readonly (readonly Run[])[];
  readonly hint: string;
  readonly name: readonly Run[];
};

/** "Nơi nhận" (ô 9b): its label, and its lines with dashes and closing marks. */
export type Recipients = { readonly label: string; readonly lines: readonly (readonly Run[])[] };

/**
 * Signers side by side, two a row, whole on one page. `keeps` says what must stand on the same page: at least two
 * lines of text, or the whole block before it. A single signer stands in the right half, with the recipients level
 * in the left one; below two signers the recipients stand at the left margin.
 */
export type Signatures = {
  readonly kind: 'signatures';
  readonly keeps: 'twoLines' | 'blockBefore';
  /** For hand and stamp. */
  readonly room: 'wide' | 'usual';
  readonly signers: readonly Signer[];
  readonly recipients: Recipients | null;
};

export type Block = Paragraph | Letterhead | Details | Table | Signatures | Pictures;

export type Orientation = 'portrait' | 'landscape';

/** A part of a paper that begins on a page of its own, with sheets that may lie another way. */
export type Section = { readonly orientation: Orientation; readonly blocks: readonly Block[] };

export type PaperModel = {
  /** The document's title in its properties, not printed. */
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  /** The bodies that issue it, for the document's properties. */
  readonly author: string;
  /** A word stamped on every page, such as the mark of a rehearsal. */
  readonly stamp: string | null;
  /** Printed small in the bottom margin of every page; absent: nothing. */
  readonly journalMark?: string | null;
  /** Prints on each page the code by which its scan is filed; absent: none. */
  readonly pageCodes?: PageCodeIssuer | null;
  /** `landscape` for wide tables; absent: upright. */
  readonly orientation?: Orientation;
  /** `large` for what is read standing, at arm's length; absent: the decree's sizes. */
  readonly type?: 'large';
  readonly blocks: readonly Block[];
  /** What follows the paper, its pages numbered on. */
  readonly appendices?: readonly Section[];
};

/** A text run, the commonest thing a paper is made of. */
export function text(value: string, emphasis: Emphasis = {}): TextRun {
  return { kind: 'text', text: value, ...emphasis };
}
