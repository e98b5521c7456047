import { describe, expect, it } from 'vitest';
import { periodOf, put } from './period';

const NOW = new Date('2026-02-10T12:00:00Z');
const of = (text: string) => periodOf(new URLSearchParams(text), NOW);

describe('the period of the page', () => {
  it('is all time unless the address says otherwise', () => {
    const all = { choice: 'all', days: { from: null, to: null }, backwards: false };
    expect(of('')).toEqual(all);
    expect(of('period=decade')).toEqual(all);
    expect(of('since=2026-02-30&until=yesterday')).toEqual(all);
  });

  it('counts whole months back from the running one', () => {
    expect(of('period=quarter').days).toEqual({ from: '2025-12-04', to: null });
    expect(of('period=half').days).toEqual({ from: '2025-09-04', to: null });
    expect(of('period=year').days).toEqual({ from: '2025-03-04', to: null });
  });

  it('takes days that somebody wrote, and says when they are backwards', () => {
    expect(of('period=days&since=2016-01-01')).toEqual({
      choice: 'days',
      days: { from: '2016-01-01', to: null },
      backwards: false,
    });
    expect(of('since=2026-02-02&until=2026-02-01').backwards).toBe(true);
  });

  it('leaves the rest of the address alone', () => {
    const params = new URLSearchParams('by=units&period=year');
    put(params, 'days', { from: '2026-01-01', to: null });
    expect(params.toString()).toBe('by=units&period=days&since=2026-01-01');
    put(params, 'all', { from: null, to: null });
    expect(params.toString()).toBe('by=units');
  });
});
