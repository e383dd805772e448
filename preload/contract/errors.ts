import { z } from 'zod';

/** Closed list of error codes. Each has a Vietnamese text in `main/backend/errors.ts`. */
export const ERROR_CODES = [
  // the program itself
  'INTERNAL',
  'CANCELLED',
  'OUT_OF_MEMORY',
  // the call
  'UNKNOWN_COMMAND',
  'UNKNOWN_OPTION',
  'MISSING_ARGUMENT',
  'INVALID_INPUT',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  // who works
  'NOT_SIGNED_IN',
  'NOT_ALLOWED',
  'PASSWORD_WRONG',
  'SIGN_IN_DELAYED',
  'PROOF_MISSING',
  'ADMIN_NEEDED',
  'USER_NAME_TAKEN',
  // files that come in
  'FILE_NOT_FOUND',
  'FILE_UNREADABLE',
  'FILE_IN_USE',
  'FILE_TOO_LARGE',
  'FILE_NOT_WORKBOOK',
  'FILE_ENCRYPTED',
  'FILE_TYPE_UNKNOWN',
  'PHOTO_HEIC',
  'CSV_QUOTE_OPEN',
  'NO_HEADER_ROW',
  'NO_ROWS',
  'INVALID_ROWS',
  // PDF files and the certificates that sign them
  'PDF_DAMAGED',
  'PDF_ENCRYPTED',
  'PDF_CERTIFIED',
  'ALREADY_SIGNED',
  'P12_UNREADABLE',
  'P12_WRONG_PASSWORD',
  'P12_NO_KEY',
  'P12_KEY_UNSUPPORTED',
  'CERTIFICATE_EXPIRED',
  'CERTIFICATE_NOT_YET_VALID',
  // files that go out
  'FILE_LOCKED',
  'FILE_WRITE_FAILED',
  'FILE_NOT_OPENED',
  'FILE_MOVED',
  'PATH_TOO_LONG',
  'FOLDER_NOT_OPENED',
  'DISK_FULL',
  'DISK_FAILED',
  'TOO_MANY_FILES',
  // the data folder
  'DATA_FOLDER_MISSING',
  'DATA_FOLDER_NOT_INITIALISED',
  'DATA_FOLDER_ALREADY_INITIALISED',
  'DATA_FOLDER_LOCKED',
  'DATA_FOLDER_READ_ONLY',
  'DATA_FOLDER_NEWER',
  'DATA_FOLDER_DAMAGED',
  'DATA_FOLDER_NOT_MOVED',
  'NOT_A_REHEARSAL',
  'BACKUP_UNREADABLE',
  'BACKUP_DAMAGED',
  'BACKUP_PASSWORD_NEEDED',
  'BACKUP_PASSWORD_WRONG',
  'BACKUP_KEY_DAMAGED',
  'FOLDER_NOT_EMPTY',
  'NOT_DAMAGED',
  'UPDATE_UNSIGNED',
  'UPDATE_FORGED',
  'UPDATE_NOT_NEWER',
  'UPDATE_DAMAGED',
  'MIGRATION_FAILED',
  // the field
  'SCHOOL_CODE_TAKEN',
  'SCHOOL_NAME_TAKEN',
  'SCHOOL_IN_USE',
  'PAIR_SAME_SCHOOL',
  'PAIR_SAME_UNIT',
  'PAIR_DIFFERENT_LEVEL',
  'PAIR_OVERLAPS',
  'PAIR_EXISTS',
  'PAIR_IN_USE',
  'UNIT_NOT_IN_PROGRAMME',
  'COUNT_UNLIKELY',
  'AMOUNT_DIFFERS',
  'KIND_IN_USE',
  'MEMORANDUM_STATE',
  'MEMORANDUM_SIGNED',
  'MEMORANDUM_INCOMPLETE',
  'MEMORANDUM_RENEWED',
  'NUMBER_TAKEN',
  'CEREMONY_LAST',
  'CEREMONY_HELD',
  'CEREMONY_EMPTY',
  'TEXT_UNPRINTABLE',
  'NOTHING_GENERATED',
  'DOCUMENT_ISSUED',
  'DOCUMENT_INCOMPLETE',
  'PDF_FAILED',
  'NO_SIGNED_COPIES',
  'TEMPLATE_INVALID',
  'TEMPLATE_PUBLISHED',
  'TEMPLATE_DRAFT_EXISTS',
  'FORM_HAS_MACROS',
  'FORM_SIGNED',
  'FORM_HAS_LINKS',
  'FORM_CELL_GONE',
  'FORM_CELL_FORMULA',
  'FORM_CELL_HEADING',
  'FORM_TABLE_TOO_SHORT',
  'SCHOOL_YEAR_IN_USE',
  'PERIOD_INVALID',
  'PERIOD_UNKNOWN',
  'UNDO_CONFLICT',
  'UNDO_REDACTED',
  'NOTHING_TO_CHANGE',
  'REASON_NAMES_PERSON',
  'CELLS_REFUSED',
  'RESTORE_NEEDS',
  'RESTORE_REFUSED',
] as const;

/** One of the closed list of error codes. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** A problem found in one place of a file or form: `row` is 1-based as in Excel, `cell` is "B7". */
export const fault = z.object({
  row: z.number().int().nullable(),
  column: z.string().nullable(),
  cell: z.string().nullable(),
  code: z.string(),
  message: z.string(),
});
export type Fault = z.infer<typeof fault>;

/** What goes wrong, as it crosses to a window or to another program. */
export const errorBody = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export type ErrorBody = z.infer<typeof errorBody>;

/** The answer to every call: a value, or an error with a code and a Vietnamese text. */
export type Envelope<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorBody };
