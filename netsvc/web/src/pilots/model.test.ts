import { expect, test } from 'vitest';
import { points, share, signed, ticks, type Week } from './model';

const week = (number: number, after: boolean, resolved: number): Week => ({
  week: number,
  starts: '2026-01-05',
  after,
  treated: { cases: 10, resolved },
  comparison: { cases: 0, resolved: 0 },
});
const weeks = [
  week(1, false, 1),
  week(2, false, 2),
  week(3, false, 4),
  week(4, true, 6),
  week(5, true, 8),
  week(6, true, 9),
];

test('weeks are joined two by two, never across the start', () => {
  expect(points(weeks, 'treated')).toEqual([
    { from: 1, weeks: 2, value: 0.3 },
    { from: 3, weeks: 2, value: 0.7 },
    { from: 5, weeks: 1, value: 0.9 },
  ]);
  expect(points(weeks, 'comparison')).toEqual([]);
});

test('a side without cases has no share', () => {
  expect(share(weeks, 'comparison')).toBeNull();
  expect(share(weeks, 'treated')).toBe(0.5);
});

test('ticks are round and hold the range', () => {
  expect(ticks(-0.09, 0.36).map((one) => Number(one.toFixed(2)))).toEqual([
    -0.1, 0, 0.1, 0.2, 0.3, 0.4,
  ]);
  expect(ticks(0.4, 0.4).length).toBeGreaterThan(0);
});

test('points carry their sign', () => {
  expect(signed(0.135, 'en-GB')).toBe('+13.5');
  expect(signed(0, 'en-GB')).toBe('0.0');
});
