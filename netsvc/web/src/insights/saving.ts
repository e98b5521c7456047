/** What a direct handover would have saved, and which proposal stands first; pure. */
import { pairsFirst } from './links';

type Estimate = { value: number; low: number; high: number };
type Saved = {
  cases: number;
  source: { unitId?: string | null };
  target: { unitId?: string | null };
  hopsSaved?: Estimate | null;
  bouncesSaved?: Estimate | null;
  hoursSaved?: Estimate | null;
};
/** What there is to say of a proposal, with the figures that it takes. */
export type Saving =
  | { of: 'hours'; hours: Estimate; steps: Estimate; bounces: Estimate }
  | { of: 'steps'; steps: Estimate; bounces: Estimate }
  | { of: 'customer' };

/**
 * Where no case had more than one step and none bounced, each was a redirect or the customer's coming
 * again: what a direct handover saves is that, and no figure of waiting or steps tells it.
 */
export function savingOf({ hopsSaved, bouncesSaved, hoursSaved }: Saved): Saving | null {
  if (!hopsSaved || !bouncesSaved || !hoursSaved) return null;
  const [hours, steps, bounces] = [hoursSaved, hopsSaved, bouncesSaved];
  if (hours.high > 0) return { of: 'hours', hours, steps, bounces };
  if (steps.high > 0 || bounces.high > 0) return { of: 'steps', steps, bounces };
  return { of: 'customer' };
}

/** Of two units the most hours surely saved first, then the most steps, and last what only customers are spared. */
export function bySurelySaved(a: Saved, b: Saved): number {
  return (
    pairsFirst(a, b) ||
    (b.hoursSaved?.low ?? 0) - (a.hoursSaved?.low ?? 0) ||
    (b.hopsSaved?.low ?? 0) - (a.hopsSaved?.low ?? 0) ||
    b.cases - a.cases
  );
}
