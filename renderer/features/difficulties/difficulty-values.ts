import {
  type Difficulty,
  type DifficultyForm,
  difficultyForm,
  type Raiser,
} from '../../../preload/contract/difficulties.ts';
import { errorsBy } from '../../components/validation.ts';
import { today } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

/** What the fields hold: '' where nothing is filled in; who raised it is one choice of schools and units. */
export type DifficultyValues = Record<keyof DifficultyForm, string>;

/** A raiser as one choice of a list. */
export const raiserValue = ({ kind, id }: Raiser): string => `${kind}:${id}`;

/** A new difficulty of today, or an old one to be edited. */
export function difficultyValues(difficulty: Difficulty | null): DifficultyValues {
  return {
    raisedBy: difficulty ? raiserValue(difficulty.raisedBy) : '',
    raisedOn: difficulty?.raisedOn ?? today(),
    advantages: difficulty?.advantages ?? '',
    difficulty: difficulty?.difficulty ?? '',
    proposal: difficulty?.proposal ?? '',
    resolver: difficulty?.resolver ?? '',
    dueOn: difficulty?.dueOn ?? '',
    outcome: difficulty?.outcome ?? '',
    resolvedOn: difficulty?.resolvedOn ?? '',
  };
}

/** The values as the contract wants them. */
export function toDifficultyForm(values: DifficultyValues) {
  const [kind, id] = values.raisedBy.split(':');
  return {
    ...values,
    raisedBy: { kind, id },
    dueOn: values.dueOn || null,
    resolvedOn: values.resolvedOn || null,
  };
}

/** What is wrong, by field: the contract's rules, and that what is resolved says how. */
export function difficultyErrors(values: DifficultyValues): Partial<Record<keyof DifficultyForm, string>> {
  const { raisedOn, dueOn, resolvedOn, outcome } = values;
  return {
    ...(dueOn !== '' && dueOn < raisedOn ? { dueOn: vi.difficulties.beforeRaised } : {}),
    ...(resolvedOn !== '' && resolvedOn < raisedOn ? { resolvedOn: vi.difficulties.beforeRaised } : {}),
    ...(resolvedOn !== '' && outcome.trim() === '' ? { outcome: vi.validation.required } : {}),
    ...errorsBy(difficultyForm, toDifficultyForm(values)),
    ...(values.raisedBy === '' ? { raisedBy: vi.validation.choose } : {}),
  };
}
