import { describe, expect, it } from 'vitest';
import { bySurelySaved, savingOf } from './saving';

const about = (value: number) => ({ value, low: value / 2, high: value * 2 });
const row = (
  hours: number,
  steps: number,
  bounces = 0,
  cases = 10,
  unitId: string | null = 'a',
) => ({
  cases,
  source: { unitId },
  target: { unitId: 'b' },
  hoursSaved: about(hours),
  hopsSaved: about(steps),
  bouncesSaved: about(bounces),
});

describe('what a direct handover would have saved', () => {
  it('is waiting where it is recorded, and else steps and bounces', () => {
    expect(savingOf(row(4, 2, 1))?.of).toBe('hours');
    expect(savingOf(row(0, 2, 1))?.of).toBe('steps');
    // the one handover there was bounced
    expect(savingOf(row(0, 0, 3))?.of).toBe('steps');
  });

  it('is that the customer is sent nowhere, where there was nothing but redirects', () => {
    expect(savingOf(row(0, 0))).toEqual({ of: 'customer' });
  });

  it('is not said of what is hidden', () => {
    expect(savingOf({ ...row(4, 2), bouncesSaved: null })).toBeNull();
  });

  it('stands first where it is surely most', () => {
    const [hours, steps, many, few] = [row(1, 1), row(0, 9), row(0, 0, 0, 49), row(0, 0, 0, 5)];
    const rest = row(99, 99, 99, 99, null);
    expect([rest, few, steps, many, hours].sort(bySurelySaved)).toEqual([
      hours,
      steps,
      many,
      few,
      rest,
    ]);
  });
});
