import { describe, expect, it } from 'vitest';
import { blocksOf } from './blocks';

const tie = (ends: string, count = 10) => ({ from: ends[0] ?? '', to: ends[1] ?? '', count });

describe('blocks of units that hand over to each other', () => {
  it('finds two triangles that one link joins, the busier one first', () => {
    const ties = ['ab', 'bc', 'ca', 'ad'].map((ends) => tie(ends));
    const busy = ['de', 'ef', 'fd'].map((ends) => tie(ends, 20));
    expect(blocksOf(['a', 'b', 'c', 'd', 'e', 'f'], [...ties, ...busy])).toEqual([
      ['d', 'e', 'f'],
      ['a', 'b', 'c'],
    ]);
  });

  it('gives the same whichever way the ties and the units stand', () => {
    const ties = ['ab', 'ba', 'cd', 'bc'].map((ends) => tie(ends));
    const found = blocksOf(['a', 'b', 'c', 'd'], ties);
    expect(found).toEqual([
      ['b', 'a'],
      ['c', 'd'],
    ]);
    expect(blocksOf(['d', 'c', 'b', 'a'], [...ties].reverse())).toEqual(found);
  });

  it('leaves alone what is tied to nothing, and what a unit does inside', () => {
    expect(blocksOf(['a', 'b', 'c'], [tie('aa'), tie('bc')])).toEqual([['b', 'c'], ['a']]);
    expect(blocksOf([], [])).toEqual([]);
    expect(blocksOf(['a', 'b'], [])).toEqual([['a'], ['b']]);
  });
});
