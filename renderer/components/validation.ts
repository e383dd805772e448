import { z } from 'zod';
import type { ApiError } from '../api/client.ts';
import { vi } from '../i18n/vi.ts';

type Issue = z.core.$ZodIssue;

/** The Vietnamese text for what a schema of the contract refuses. */
function describeIssue(issue: Issue): string {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? vi.validation.required
        : vi.validation.wholeNumber;
    case 'too_big':
      return issue.origin === 'string'
        ? vi.validation.tooLong(Number(issue.maximum))
        : vi.validation.tooBig(Number(issue.maximum));
    case 'invalid_format':
      return issue.format === 'date' ? vi.validation.day : vi.validation.choose;
    case 'invalid_value':
      return vi.validation.choose;
    case 'invalid_type':
      return issue.input === undefined || issue.input === '' ? vi.validation.required : vi.validation.invalid;
    default:
      return vi.validation.invalid;
  }
}

/** Checks form values by a schema of the contract; the answer is one text a field, as the form library wants it. */
export function errorsBy(schema: z.ZodType, values: unknown): Record<string, string> {
  const parsed = schema.safeParse(values, { reportInput: true });
  if (parsed.success) return {};
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) errors[issue.path.join('.')] ??= describeIssue(issue);
  return errors;
}

const objections = z.array(z.object({ field: z.string(), reason: z.string() }));

/** Fields that some codes speak of although their details do not name them. */
const FIELDS: Partial<Record<ApiError['code'], string>> = {
  SCHOOL_CODE_TAKEN: 'code',
  SCHOOL_NAME_TAKEN: 'name',
  UNIT_NOT_IN_PROGRAMME: 'unitId',
};

/** The field of a form that an error of the backend is about, or null when it is about the whole. */
export function fieldOf(error: ApiError, fields: readonly string[]): string | null {
  const named = error.details.field ?? FIELDS[error.code];
  return typeof named === 'string' && fields.includes(named) ? named : null;
}

/** What an error of the backend says of the fields of a form, by field; it may speak of several. */
export function errorsOf(error: ApiError, fields: readonly string[]): Record<string, string> {
  const named = objections.safeParse(error.details.fields).data ?? [];
  const told = named.filter(({ field }) => fields.includes(field));
  if (told.length > 0) {
    return Object.fromEntries(told.map(({ field, reason }) => [field, vi.validation.refused(reason)]));
  }
  const field = fieldOf(error, fields);
  return field === null ? {} : { [field]: error.message };
}

/** What is wrong with the field that an error is about: the reason alone where the backend gives one. */
export function reasonOf({ details: { reason }, message }: ApiError): string {
  return typeof reason === 'string'
    ? `${reason.charAt(0).toLocaleUpperCase('vi')}${reason.slice(1)}.`
    : message;
}
