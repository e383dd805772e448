import { expect, test } from 'vitest';
import { difficultyForm } from '../../../preload/contract/difficulties.ts';
import { difficultyErrors, difficultyValues, toDifficultyForm } from './difficulty-values.ts';

const SCHOOL = '01890a5d-ac96-774b-bcce-b302099a8057';
const values = {
  ...difficultyValues(null),
  raisedBy: `school:${SCHOOL}`,
  raisedOn: '2024-01-10',
  difficulty: 'Thiếu máy chiếu',
};

test('what is left empty is nothing, and the choice becomes a school', () => {
  expect(difficultyErrors(values)).toEqual({});
  expect(difficultyForm.parse(toDifficultyForm(values))).toMatchObject({
    raisedBy: { kind: 'school', id: SCHOOL },
    dueOn: null,
    outcome: null,
    resolvedOn: null,
  });
});

test('each field says what it lacks', () => {
  const wrong = { ...values, raisedBy: '', difficulty: ' ', dueOn: '2024-01-09', resolvedOn: '2024-02-01' };
  expect(Object.keys(difficultyErrors(wrong)).sort()).toEqual([
    'difficulty',
    'dueOn',
    'outcome',
    'raisedBy',
    'raisedBy.id',
    'raisedBy.kind',
  ]);
});
