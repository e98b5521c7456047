import { describe, expect, it } from 'vitest';
import { changesOf, dayBefore, onlyLargest, type Half } from './changes';

const place = (key: string) => ({
  key,
  unitId: key,
  silo: key,
  label: { fi: key, sv: key, en: key },
});
const flow = (ends: string, count: number) => {
  const [source = '', target = ''] = ends.includes('-') ? ends.split('-') : ends;
  return { key: ends, count, source: place(source), target: place(target) };
};
type Flow = ReturnType<typeof flow>;

/** A half of the period: its largest flows, and what is left out of it. */
const half = (flows: Flow[], most = Infinity): Half => {
  const n = flows.reduce((sum, { count }) => sum + count, 0);
  const sorted = [...flows].sort((a, b) => b.count - a.count);
  const rows = sorted.slice(0, most).map((row) => ({ ...row, share: { n } }));
  return { from: null, to: null, leftOut: flows.length - rows.length, rows };
};

describe('flows before and after', () => {
  const before = half([flow('ab', 40), flow('ba', 40), flow('ac', 80), flow('dd', 40)]);
  // half as many in all, which is no change of any of them
  const after = half([flow('ab', 40), flow('ba', 21), flow('ac', 19), flow('cb', 20)]);

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

  it('tells the same of a flow whether it is chosen or not', () => {
    // 9 of 10,000 and 26 of as many: p = 0.006 alone, but one of 40 that are looked at
    const others = Array.from({ length: 39 }, (_, n) => flow(`x${n}-y`, 256));
    const one = (count: number) => half([flow('ab', count), ...others]);
    expect(changesOf(one(9), one(26), { kind: 'cell', units: ['a', 'b'] })).toEqual([]);
    expect(changesOf(one(9), one(40), { kind: 'cell', units: ['a', 'b'] })).toHaveLength(1);
  });

  it('compares nothing with nothing, and leaves out what small units do together', () => {
    expect(changesOf(before, half([]), null)).toEqual([]);
    const other = { ...flow('xx', 100), source: place('other'), target: place('other') };
    expect(changesOf(half([flow('ab', 100)]), half([flow('ab', 100), other]), null)).toEqual([
      expect.objectContaining({ id: 'a>b', before: 1, after: 0.5 }),
    ]);
  });

  it('does not take what a half leaves out for nothing', () => {
    const large = [flow('ab', 400), flow('ac', 300)];
    const earlier = half([...large, flow('ba', 60)], 2);
    const later = half([...large, flow('ba', 65)]);
    expect(changesOf(earlier, later, null)).toEqual([]);
    expect(changesOf(later, earlier, null)).toEqual([]);
    expect([onlyLargest(earlier, later), onlyLargest(later, later)]).toEqual([true, false]);
    // where nothing is left out it is nothing, and that is a change
    const gone = half(large);
    expect(changesOf(later, gone, null).map((one) => one.id)).toEqual(['b>a']);
    // of what is shown the part is of all handovers, those left out too
    const fewer = half([flow('ab', 200), flow('ac', 300), flow('ba', 100)], 2);
    expect(changesOf(fewer, later, null).map((one) => [one.id, one.before])).toEqual([
      ['a>b', 200 / 600],
      ['a>c', 300 / 600],
    ]);
  });
});

describe('an organisation of 3,000 flows of which the largest 1,000 are told', () => {
  const MOST = 1000;
  const world = (seed: number, grown = 1) => {
    const draw = poissonDraws(seed);
    // few large flows and many small ones
    const rate = (n: number) => 4000 / (n + 30);
    return half(
      Array.from({ length: 3000 }, (_, n) =>
        flow(`u${n}-v`, draw(rate(n) * (n < 10 ? grown : 1))),
      ).filter(({ count }) => count > 0),
      MOST,
    );
  };

  it('has no changes where nothing changed', () => {
    const found = [1, 2, 3, 4, 5].map((n) => changesOf(world(n), world(n + 10), null).length);
    expect(found).toEqual([0, 0, 0, 0, 0]);
  });

  it('has the ten that doubled', () => {
    const found = changesOf(world(1), world(2, 2), null);
    expect(found.map((one) => one.id).sort()).toEqual(
      Array.from({ length: 10 }, (_, n) => `u${n}>v`).sort(),
    );
  });
});

/** Numbers of a Poisson distribution, the same for the same seed (Knuth; mulberry32). */
function poissonDraws(seed: number) {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return (mean: number) => {
    let waited = -Math.log(1 - uniform());
    let count = 0;
    while (waited < mean) {
      count += 1;
      waited -= Math.log(1 - uniform());
    }
    return count;
  };
}

describe('days', () => {
  it('knows the day before', () => {
    expect(dayBefore('2026-03-01')).toBe('2026-02-28');
  });
});
