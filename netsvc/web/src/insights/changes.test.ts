import { describe, expect, it } from 'vitest';
import { changesOf, dayBefore } from './changes';

const place = (key: string) => ({
  key,
  unitId: key,
  silo: key,
  label: { fi: key, sv: key, en: key },
});
const flow = (ends: string, count: number) => ({
  key: ends,
  count,
  source: place(ends[0] ?? ''),
  target: place(ends[1] ?? ''),
});
const half = (...rows: ReturnType<typeof flow>[]) => ({ from: null, to: null, rows });

describe('flows before and after', () => {
  const before = half(flow('ab', 40), flow('ba', 40), flow('ac', 80), flow('dd', 40));
  // half as many in all, which is no change of any of them
  const after = half(flow('ab', 40), flow('ba', 21), flow('ac', 19), flow('cb', 20));

  it('keeps those of which chance alone would not give both shares', () => {
    expect(changesOf(before, after, null).map((one) => [one.id, one.before, one.after])).toEqual([
      ['a>c', 0.4, 0.19],
      ['a>b', 0.2, 0.4],
      ['c>b', 0, 0.2],
      ['d>d', 0.2, 0],
    ]);
  });

  it('keeps those of the two that are chosen, whichever way', () => {
    const found = changesOf(before, after, { kind: 'cell', units: ['b', 'c'] });
    expect(found.map((one) => one.id)).toEqual(['c>b']);
  });

  it('compares nothing with nothing, and leaves out what small units do together', () => {
    expect(changesOf(before, half(), null)).toEqual([]);
    const other = { ...flow('xx', 100), source: place('other'), target: place('other') };
    expect(changesOf(half(flow('ab', 100)), half(flow('ab', 100), other), null)).toEqual([
      expect.objectContaining({ id: 'a>b', before: 1, after: 0.5 }),
    ]);
  });

  it('knows the day before', () => {
    expect(dayBefore('2026-03-01')).toBe('2026-02-28');
  });
});
