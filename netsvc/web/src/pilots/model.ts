import type { PilotPartsFragment, PilotResultFragment } from '../generated/graphql';

export type Pilot = PilotPartsFragment;
export type Result = PilotResultFragment;
export type Effect = NonNullable<Result['effect']>;
export type Week = Result['weeks'][number];
export type Side = 'treated' | 'comparison';

/** A share as signed percentage points: "+13.5". */
export function signed(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    maximumFractionDigits: 1,
    minimumFractionDigits: 1,
    signDisplay: 'exceptZero',
  })
    .format(share * 100)
    .replace('-', '−');
}

export function plain(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(share * 100);
}

/** What the latest look found, where one was taken. */
export function latest(pilot: Pilot): Result | null {
  return pilot.looks.findLast((look) => look.result)?.result ?? null;
}

export function nextLook<One extends { takenAt?: string | null }>(looks: readonly One[]) {
  return looks.find((look) => !look.takenAt) ?? null;
}

/** Resolved of all cases of a side in some weeks; null where there was none. */
export function share(weeks: readonly Week[], side: Side): number | null {
  const cases = weeks.reduce((sum, week) => sum + week[side].cases, 0);
  const resolved = weeks.reduce((sum, week) => sum + week[side].resolved, 0);
  return cases > 0 ? resolved / cases : null;
}

export type Point = { from: number; weeks: number; value: number };

/**
 * Weeks two by two, never across the start: one week of few cases jumps more than it tells. `from`
 * counts weeks from the first one.
 */
export function points(weeks: readonly Week[], side: Side): Point[] {
  const start = weeks.findIndex((week) => week.after);
  const cut = start < 0 ? weeks.length : start;
  const found: Point[] = [];
  for (const [first, end] of [
    [0, cut],
    [cut, weeks.length],
  ] as const) {
    // an odd week stands alone at the side away from the start
    for (let at = first + ((end - first) % 2) * (first === 0 ? 1 : 0); at < end; at += 2) {
      const slice = weeks.slice(at, Math.min(at + 2, end));
      const value = share(slice, side);
      if (value !== null) found.push({ from: at, weeks: slice.length, value });
    }
  }
  return found;
}

/** Round numbers that hold `low` and `high`, in steps that leave three to six of them. */
export function ticks(low: number, high: number): number[] {
  const span = Math.max(high - low, 1e-6);
  const step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1].find((one) => span / one <= 5) ?? 2;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, place) => (first + place) * step);
}
