import type { Succession } from '../../../preload/contract/succession.ts';
import { vi } from '../../i18n/vi.ts';

/** The choice of a unit that is not there yet. */
export const NEW_UNIT = 'new';

/** A unit that follows: one that is there, by its id, or a new one with kind and name. */
export interface SuccessorValues {
  readonly key: string;
  readonly choice: string;
  readonly kind: string;
  readonly name: string;
}

/** What the fields hold; a school without an entry goes to the first successor and keeps its commune. */
export interface SuccessionValues {
  readonly on: string;
  readonly successors: readonly SuccessorValues[];
  readonly schools: Readonly<Record<string, { readonly successor?: string; readonly commune?: string }>>;
}

export const successorValues = (): SuccessorValues => ({
  key: crypto.randomUUID(),
  choice: NEW_UNIT,
  kind: '',
  name: '',
});

/** What is missing, by field. */
export function successionErrors({ on, successors, schools }: SuccessionValues): Record<string, string> {
  const errors: Record<string, string> = on === '' ? { on: vi.validation.day } : {};
  for (const [place, { choice, kind, name }] of successors.entries()) {
    if (choice !== NEW_UNIT) continue;
    if (kind === '') errors[`successors.${place}.kind`] = vi.validation.choose;
    if (name.trim() === '') errors[`successors.${place}.name`] = vi.validation.required;
  }
  for (const [id, { successor }] of Object.entries(schools)) {
    if (Number(successor ?? 0) >= successors.length) errors[`schools.${id}.successor`] = vi.validation.choose;
  }
  return errors;
}

/** The values as the contract wants them, for all schools of the unit. */
export function toSuccession(
  id: string,
  { on, successors, schools }: SuccessionValues,
  own: readonly { readonly id: string }[],
): Succession {
  return {
    id,
    on,
    successors: successors.map(({ choice, kind, name }) =>
      choice === NEW_UNIT ? { kind, name } : { id: choice },
    ),
    schools: own.map((school) => ({
      schoolId: school.id,
      successor: Number(schools[school.id]?.successor ?? 0),
      commune: schools[school.id]?.commune || null,
    })),
  };
}
