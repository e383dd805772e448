/** What the pre-flight can find. */
export type FindingCode =
  | 'FIELD_MISSING'
  | 'FILLED_BY_HAND'
  | 'ARTICLE_EMPTY'
  | 'CHARACTER_UNPRINTABLE'
  | 'PLACEHOLDER_PERSON'
  | 'TITLE_IN_NAME'
  | 'POSITION_UNUSUAL'
  | 'AUTHORITY_WRONG'
  | 'SIGNATORY_NOT_IN_OFFICE'
  | 'NAME_OVERFLOWS'
  | 'TONE_VARIANTS'
  | 'NUMBER_TAKEN'
  | 'VALIDITY_WRONG'
  | 'HEADING_ALONE'
  | 'SIGNATURES_ALONE'
  | 'TALLER_THAN_PAGE'
  | 'TEXT_TOO_LONG';

/** Something that would embarrass the office on the day. An error stops this memorandum, a warning doesn't. */
export type Finding = {
  readonly severity: 'error' | 'warning';
  readonly code: FindingCode;
  /** Vietnamese, for the user. */
  readonly message: string;
  /** Path in the facts, as "partyA.address", or in the template, as "template.articles.2". */
  readonly field: string;
};

export const error = (code: FindingCode, field: string, message: string): Finding => ({
  severity: 'error',
  code,
  message,
  field,
});
export const warning = (code: FindingCode, field: string, message: string): Finding => ({
  ...error(code, field, message),
  severity: 'warning',
});

/** What can't be put on paper at all; anything else shows itself in a preview. */
const UNDRAWABLE: ReadonlySet<string> = new Set<FindingCode>(['CHARACTER_UNPRINTABLE', 'TEXT_TOO_LONG']);

/** Whether a paper with these findings can be looked at, be it final or not. */
export const isDrawable = (findings: readonly { readonly code: string }[]): boolean =>
  !findings.some(({ code }) => UNDRAWABLE.has(code));
