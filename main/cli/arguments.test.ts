import { describe, expect, test } from 'vitest';
import { AppError } from '../backend/index.ts';
import { oneOf, parseCommandLine, wholeNumber } from './arguments.ts';

const COMMANDS = [
  { words: ['init'], positionals: [], options: { sample: {} } },
  {
    words: ['schools', 'import'],
    positionals: ['FILE'],
    options: { 'dry-run': {}, encoding: { value: 'auto' } },
  },
  { words: ['report', 'export'], positionals: [], options: { out: { value: 'FILE', required: true } } },
] as const;

const parse = (...args: string[]) => parseCommandLine(args, COMMANDS);
const refusal = (...args: string[]) => {
  try {
    parse(...args);
  } catch (error) {
    if (error instanceof AppError) return [error.code, ...Object.values(error.details)];
    throw error;
  }
  return 'accepted';
};

describe('a command line', () => {
  test('gives its command, arguments, flags and values in any order', () => {
    const call = parse(
      'schools',
      'import',
      '--dry-run',
      '--data=/d',
      'ds.csv',
      '--encoding',
      'vni',
      '--json',
    );
    expect(call.command.words).toEqual(['schools', 'import']);
    expect(call.positionals).toEqual(['ds.csv']);
    expect([...call.flags]).toEqual(['dry-run', 'json']);
    expect([...call.values]).toEqual([
      ['data', '/d'],
      ['encoding', 'vni'],
    ]);
  });

  test('may begin with what every command takes', () => {
    for (const args of [
      ['--data', '/d', '--json', 'schools', 'import', 'ds.csv'],
      ['--json', '--data=/d', 'schools', 'import', 'ds.csv'],
      ['schools', '--data', '/d', 'import', '--json', 'ds.csv'],
    ]) {
      const call = parse(...args);
      expect(call.command.words).toEqual(['schools', 'import']);
      expect(call.positionals).toEqual(['ds.csv']);
      expect([...call.flags]).toEqual(['json']);
      expect([...call.values]).toEqual([['data', '/d']]);
    }
  });

  test.each([
    [['explode'], 'UNKNOWN_COMMAND', 'explode'],
    [['schools'], 'UNKNOWN_COMMAND', 'schools'],
    [['schools', 'explode', 'x'], 'UNKNOWN_COMMAND', 'schools explode'],
    [['toString'], 'UNKNOWN_COMMAND', 'toString'],
    [['--json'], 'UNKNOWN_COMMAND', '--json'],
    [['schools', '--json'], 'UNKNOWN_COMMAND', 'schools'],
    [['--data', 'init'], 'UNKNOWN_COMMAND', '--data init'],
    [['init', '--force'], 'UNKNOWN_OPTION', '--force'],
    [['init', '-f'], 'UNKNOWN_OPTION', '-f'],
    [['init', '--sample=yes'], 'UNKNOWN_OPTION', '--sample'],
    [['init', '--constructor'], 'UNKNOWN_OPTION', '--constructor'],
    [['init', 'extra'], 'UNKNOWN_OPTION', 'extra'],
    [['schools', 'import'], 'MISSING_ARGUMENT', 'FILE'],
    [['schools', 'import', 'a.csv', '--encoding'], 'MISSING_ARGUMENT', '--encoding auto'],
    [['report', 'export'], 'MISSING_ARGUMENT', '--out FILE'],
    [['report', 'export', '--out', '--json'], 'MISSING_ARGUMENT', '--out FILE'],
    [['report', 'export', '--out='], 'MISSING_ARGUMENT', '--out FILE'],
    [['init', '--data'], 'MISSING_ARGUMENT', '--data DIR'],
  ])('%j is refused as %s', (args, code, named) => {
    expect(refusal(...args)).toEqual([code, named]);
  });

  test('a file may begin with dashes when it is said so', () => {
    expect(parse('report', 'export', '--out=--x.xlsx').values.get('out')).toBe('--x.xlsx');
    expect(parse('schools', 'import', '--', '--x.csv').positionals).toEqual(['--x.csv']);
  });
});

describe('an option’s value', () => {
  const call = (value: string) => parse('schools', 'import', 'a', '--encoding', value);
  test('is a whole number within bounds', () => {
    expect(wholeNumber(call('7'), 'encoding', { min: 1, max: 99 })).toBe(7);
    for (const value of ['0', '100', '1.5', 'ba', '-1', '1e1'])
      expect(() => wholeNumber(call(value), 'encoding', { min: 1, max: 99 })).toThrow(
        'cần một số từ 1 đến 99',
      );
  });
  test('or one of some words', () => {
    expect(oneOf(call('vni'), 'encoding', ['auto', 'vni'])).toBe('vni');
    expect(() => oneOf(call('utf16'), 'encoding', ['auto', 'vni'])).toThrow('chỉ nhận auto, vni');
  });
});
