import { describe, expect, it } from 'vitest';
import { discoveries, sameShare } from './chance';

describe('two shares side by side', () => {
  it('are as Fisher tells them apart', () => {
    // the lady who tasted eight cups of tea right: 1 of 70 ways, and the other end as likely
    expect(sameShare({ first: 4, before: 4, second: 0, after: 4 })).toBeCloseTo(2 / 70, 12);
    expect(sameShare({ first: 0, before: 4, second: 4, after: 4 })).toBeCloseTo(2 / 70, 12);
    // one cup wrong: 1 + 16 of 70
    expect(sameShare({ first: 3, before: 4, second: 1, after: 4 })).toBeCloseTo(34 / 70, 12);
    expect(sameShare({ first: 2, before: 4, second: 2, after: 4 })).toBe(1);
  });

  it('are exact among a million too', () => {
    // scipy.stats.hypergeom(1_000_000, 2_100, 400_000).sf(909) * 2
    const many = { first: 910, before: 400_000, second: 1_190, after: 600_000 };
    expect(sameShare(many) / 0.0020186418670918704).toBeCloseTo(1, 8);
  });

  it('are the same where there is nothing, or nothing else', () => {
    expect(sameShare({ first: 0, before: 9, second: 0, after: 3 })).toBe(1);
    expect(sameShare({ first: 9, before: 9, second: 3, after: 3 })).toBe(1);
  });
});

describe('findings among many', () => {
  it('are the fifteen of Benjamini and Hochberg, of which four hold', () => {
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
      0.6528, 0.759, 1,
    ];
    expect([...discoveries(p, 0.05)].sort()).toEqual([0, 1, 2, 3]);
    expect([...discoveries([...p].reverse(), 0.05)].sort()).toEqual([11, 12, 13, 14]);
  });

  it('hold together where a later one holds', () => {
    expect([...discoveries([0.04, 0.045], 0.05)]).toEqual([0, 1]);
    expect(discoveries([], 0.05).size).toBe(0);
    expect(discoveries([0.2], 0.05).size).toBe(0);
  });
});
