import { expect, test } from 'vitest';
import { successionErrors, successorValues, toSuccession } from './succession-values.ts';

const commune = { ...successorValues(), kind: 'xa', name: 'Đại Thanh' };
const known = { ...successorValues(), choice: 'u2' };

test('schools go to the first successor unless a person says otherwise', () => {
  const values = {
    on: '2025-07-01',
    successors: [commune, known],
    schools: { s2: { successor: '1', commune: 'Thanh Liệt' } },
  };
  expect(successionErrors(values)).toEqual({});
  expect(toSuccession('u1', values, [{ id: 's1' }, { id: 's2' }])).toEqual({
    id: 'u1',
    on: '2025-07-01',
    successors: [{ kind: 'xa', name: 'Đại Thanh' }, { id: 'u2' }],
    schools: [
      { schoolId: 's1', successor: 0, commune: null },
      { schoolId: 's2', successor: 1, commune: 'Thanh Liệt' },
    ],
  });
});

test('a day, a kind, a name, and a successor that was taken away are missed at their fields', () => {
  const values = { on: '', successors: [successorValues()], schools: { s2: { successor: '1' } } };
  expect(Object.keys(successionErrors(values)).sort()).toEqual([
    'on',
    'schools.s2.successor',
    'successors.0.kind',
    'successors.0.name',
  ]);
});
