import { describe, expect, it } from 'vitest';
import { figure, others, queryOf, type About } from './generic';

const text = (en: string) => ({ fi: en, sv: en, en });
const about: About = {
  id: 'added',
  dimensions: ['TOTAL', 'UNIT'],
  names: text('Added'),
  explanation: text('What it is'),
  smallGroups: text('Five'),
  columns: [
    { name: 'share', kind: 'ESTIMATE', names: text('Share') },
    { name: 'count', kind: 'INTEGER', names: text('Count') },
  ],
};
const say = (kind: Parameters<typeof figure>[0], value: unknown) =>
  figure(
    kind,
    value,
    'en-GB',
    (one) => `by chance ${one}`,
    (one) => one.en,
  );

describe('a measure that the page knows nothing of', () => {
  it('is asked for by what the service says of it', () => {
    expect(others([about, { ...about, id: 'flows' }])).toEqual([about]);
    expect(queryOf(about, 'UNIT').replace(/\s+/g, ' ')).toContain(
      'answer: added(by: UNIT, from: $from, to: $to) { asOf from to suppressed leftOut rows { key label { fi sv en } share { value low high n } count } }',
    );
  });

  it('is asked for its largest flows only', () => {
    expect(queryOf(about, 'FLOW')).toContain('added(by: FLOW, from: $from, to: $to, most: 1000) {');
  });

  it('is said with its interval and with what chance would give', () => {
    expect(say('ESTIMATE', { value: 0.5, low: 0.25, high: 0.751 })).toBe('0.5 (0.25 – 0.75)');
    const against = {
      value: 0.39,
      low: null,
      high: null,
      expected: 0,
      expectedLow: -0.1,
      expectedHigh: 0.1,
    };
    expect(say('AGAINST_CHANCE', against)).toBe('0.39, by chance 0 (-0.1 – 0.1)');
    expect(say('ISSUE_TYPES', [{ label: text('a') }, { label: text('b') }])).toBe('a, b');
    expect(say('DAY', '2026-01-02')).toBe('2026-01-02');
    expect(say('INTEGER', null)).toBe('');
  });
});
