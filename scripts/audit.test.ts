import { describe, expect, test } from 'vitest';
import { type Allowed, judge } from './audit.ts';

const TODAY = '2026-06-01';
const URL_OF_FAULT = 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc';

const answered = (severity: string) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: {
      'left-pad': {
        name: 'left-pad',
        severity,
        via: [
          { source: 1, name: 'left-pad', title: 'Pads too far', url: URL_OF_FAULT, severity, range: '<2' },
        ],
        effects: ['pads'],
      },
      pads: { name: 'pads', severity, via: ['left-pad'], effects: [] },
    },
    metadata: { vulnerabilities: { total: 2 } },
  });

const entry: Allowed[number] = {
  url: URL_OF_FAULT,
  reason: 'Only our own texts are padded.',
  until: '2026-07-01',
};

describe('known faults', () => {
  test('of moderate severity and higher are told once each, with their address', () => {
    for (const severity of ['moderate', 'high', 'critical']) {
      expect(judge(answered(severity), [], TODAY)).toEqual({
        asked: true,
        faults: [`left-pad (${severity}): Pads too far ${URL_OF_FAULT}`],
      });
    }
  });

  test('of low severity are let be', () => {
    expect(judge(answered('low'), [], TODAY).faults).toEqual([]);
  });

  test('that were judged are let be until their day', () => {
    expect(judge(answered('high'), [entry], TODAY).faults).toEqual([]);
    expect(judge(answered('high'), [{ ...entry, until: '2026-05-31' }], TODAY).faults).toHaveLength(1);
  });

  test('that are gone leave their judgement behind, which must go too', () => {
    const clean = JSON.stringify({ auditReportVersion: 2, vulnerabilities: {} });
    expect(judge(clean, [entry], TODAY).faults).toEqual([`Allowed, but no longer found: ${URL_OF_FAULT}`]);
  });
});

describe('a registry', () => {
  test('that answers no audits is no fault', () => {
    const refused = JSON.stringify({
      message: '405 Method Not Allowed - POST https://registry.example/-/npm/v1/security/advisories/bulk',
      method: 'POST',
      statusCode: 405,
    });
    expect(judge(refused, [entry], TODAY)).toEqual({ asked: false, faults: [] });
  });

  test.each(['', '<html>', '{}', '{"message":"500 Internal Server Error"}', '{"vulnerabilities":[]}'])(
    'that answers %j is not taken for one that found nothing',
    (output) => {
      expect(judge(output, [], TODAY).faults).toHaveLength(1);
    },
  );
});
