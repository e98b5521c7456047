import { describe, expect, it } from 'vitest';
import type { FlowPartsFragment } from '../generated/insights/graphql';
import { arranged, byNumber, cellOf, hubOf, idOf, namesOf } from './links';

/** A unit of a silo as "b1", small units of it together as "b*", what is left as "other". */
const place = (id: string) => {
  const key = id.replace('*', '');
  const alone = id !== 'other' && !id.endsWith('*');
  const silo = id === 'other' ? null : key.slice(0, 1);
  return { key, unitId: alone ? key : null, silo, label: { fi: id, sv: id, en: id } };
};
const flow = (from: string, to: string, count: number) =>
  ({
    key: `${from}>${to}`,
    count,
    share: { value: count / 100, low: 0, high: 1, n: 100 },
    source: place(from),
    target: place(to),
  }) as unknown as FlowPartsFragment;
const say = (one: { label: { en: string } }) => one.label.en;
const ids = (rows: FlowPartsFragment[], ...more: [number?, string[]?]) => {
  const found = arranged(rows, say, ...more);
  return [found.places.map(idOf), [...found.starts]];
};

describe('the order of the matrix', () => {
  it('is silo by silo, the busiest first, and what is small together last', () => {
    const rows = [
      flow('other', 'other', 90),
      flow('b2', 'b10', 30),
      flow('a1', 'a2', 10),
      flow('a1', 'b2', 5),
    ];
    expect(ids(rows)).toEqual([
      ['b2', 'b10', 'a1', 'a2', 'other'],
      [2, 4],
    ]);
  });

  it('is by who hands over to whom where each unit is a silo of its own', () => {
    const rows = [flow('a', 'b', 20), flow('c', 'd', 50), flow('a', 'c', 1), flow('b', 'a', 20)];
    expect(ids(rows)).toEqual([['c', 'd', 'a', 'b'], [2]]);
  });

  it('shows the busiest, and those that are chosen', () => {
    const rows = [flow('a1', 'b1', 50), flow('a2', 'b2', 20), flow('a3', 'b3', 1)];
    expect(ids(rows, 2)[0]).toEqual(['a1', 'b1']);
    expect(ids(rows, 2, ['a3', 'gone'])[0]).toEqual(['a1', 'a3', 'b1']);
    expect(arranged(rows, say, 2).all).toBe(6);
  });

  it('keeps a unit and the small units below it apart', () => {
    const [own, small] = [flow('a', 'b', 7), flow('a*', 'b*', 3)];
    const cells = new Map([own, small].map((row) => [cellOf(row.source, row.target), row.count]));
    expect([...cells]).toEqual([
      ['a>b', 7],
      ['a*>b*', 3],
    ]);
    expect(ids([own, small])[0]).toEqual(['a', 'a*', 'b', 'b*']);
  });
});

describe('names', () => {
  it('are in the order of their numbers', () => {
    expect(['Group 10', 'Group 9'].sort(byNumber)).toEqual(['Group 9', 'Group 10']);
  });

  it('of issue types stand once each', () => {
    const kinds = ['x', 'y', 'x'].map((one) => ({ label: { en: one } }));
    expect(namesOf(kinds, (text) => text.en)).toBe('x, y');
  });
});

describe('a unit that much passes', () => {
  it('is one at an end of a quarter of all or more', () => {
    const rows = [flow('a', 'b', 20), flow('c', 'a', 10), flow('d', 'e', 21), flow('e', 'e', 70)];
    expect(hubOf(rows)?.place.key).toBe('a');
    expect(hubOf(rows)?.share).toBeCloseTo(0.3);
    expect(hubOf(rows.slice(1))).toBeNull();
  });
});
