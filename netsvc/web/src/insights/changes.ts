/** Which flows took a larger or a smaller part of all between two stretches of time; pure. */
import type { HalfPartsFragment, PlacePartsFragment } from '../generated/insights/graphql';
import { discoveries, sameShare } from './chance';
import { concerns, type Focus } from './focus';
import { cellOf, REST } from './links';

/** The largest flows of one half of the period, and how many are not among them. */
export type Half = HalfPartsFragment;
/** Parts of all handovers of each half: a quiet summer changes the counts, but not these. */
export type Change = {
  id: string;
  source: PlacePartsFragment;
  target: PlacePartsFragment;
  before: number;
  after: number;
};

/** Of the flows that are said to have changed, so many at most are expected to be there by chance. */
const FALSE_RATE = 0.05;
const DAY = 86_400_000;

/** All handovers of the half, also those of flows that are left out. */
const total = ({ rows }: Half) => rows[0]?.share.n ?? 0;

/** Whether flows can only be compared where they are among the largest of both halves. */
export const onlyLargest = (earlier: Half, later: Half) => earlier.leftOut + later.leftOut > 0;

/**
 * The flows that changed, the largest change first. All are tested before those that are chosen are
 * taken out, so that a flow has not changed in one view and stayed the same in another.
 */
export function changesOf(earlier: Half, later: Half, focus: Focus): Change[] {
  const [before, after] = [total(earlier), total(later)];
  if (before === 0 || after === 0) return [];
  const pairs = inBoth(earlier, later);
  const changed = discoveries(
    pairs.map(({ first, second }) => sameShare({ first, before, second, after })),
    FALSE_RATE,
  );
  return pairs
    .filter(({ flow }, place) => changed.has(place) && concerns(flow, focus))
    .map(({ id, flow, first, second }) => ({
      id,
      source: flow.source,
      target: flow.target,
      before: first / before,
      after: second / after,
    }))
    .sort(
      (a, b) =>
        Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || (a.id < b.id ? -1 : 1),
    );
}

/**
 * How often each flow was used in either half. One that a half does not tell was not used in it where
 * the half leaves nothing out; else nobody knows how often, and it is not compared.
 */
function inBoth(earlier: Half, later: Half) {
  const [firsts, seconds] = [flowsOf(earlier), flowsOf(later)];
  return [...new Map([...seconds, ...firsts])].flatMap(([id, flow]) => {
    const first = firsts.get(id)?.count ?? (earlier.leftOut > 0 ? null : 0);
    const second = seconds.get(id)?.count ?? (later.leftOut > 0 ? null : 0);
    return first === null || second === null ? [] : [{ id, flow, first, second }];
  });
}

/** By its ends; what small units do together is nothing that anybody can act on. */
const flowsOf = ({ rows }: Half) =>
  new Map(
    rows
      .filter(({ source }) => source.key !== REST)
      .map((flow) => [cellOf(flow.source, flow.target), flow]),
  );

/** The day before, as the service writes days. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - DAY).toISOString().slice(0, 10);
}
