import { describe, expect, it } from 'vitest';
import { isOneSilo, whyOf } from './why';

const directory = (silos: string[], hasNextPage = false) => ({
  units: { edges: silos.map((id) => ({ node: { silo: { id } } })), pageInfo: { hasNextPage } },
});

describe('why the question has no answer', () => {
  it('is that nothing was handed over, however many silos there are', () => {
    expect(whyOf({ suppressed: false, rows: [] }, false)).toBe('nothing');
    expect(whyOf({ suppressed: false, rows: [] }, true)).toBe('nothing');
  });

  it('is that there is one silo only, which more people would not change', () => {
    expect(whyOf({ suppressed: false, rows: [{}] }, true)).toBe('oneSilo');
    expect(whyOf({ suppressed: true, rows: [] }, true)).toBe('oneSilo');
  });

  it('is that too few people stand behind it, or that nobody of two silos is joined', () => {
    expect(whyOf({ suppressed: true, rows: [] }, false)).toBe('tooFew');
    expect(whyOf({ suppressed: false, rows: [{}] }, false)).toBe('apart');
  });

  it('counts the silos of a directory that is on one page', () => {
    expect(isOneSilo(directory(['a', 'a']))).toBe(true);
    expect(isOneSilo(directory(['a', 'b']))).toBe(false);
    expect(isOneSilo(directory(['a', 'a'], true))).toBe(false);
    expect(isOneSilo(directory([]))).toBe(false);
  });
});
