/** Pure views of an offering: who is asked now, who was, who is next. */
import type { OfferingPartsFragment } from '../generated/graphql';
import type { Desk, IssueType, Offer, Suggestion } from './model';

export type Leg = OfferingPartsFragment['offers'][number];
export const TOGETHER = 3;

export const legsOf = (offer: Offer | null): Leg[] => offer?.offering?.offers ?? [];

/** The offers that wait for an answer. */
export function openLegs(offer: Offer | null): Leg[] {
  const legs = legsOf(offer).filter((leg) => leg.state === 'OFFERED');
  return legs.length === 0 && offer?.state === 'OFFERED' ? [offer] : legs;
}

/** Whether an event about this offer is about what the desk has in hand. */
export function concerns(desk: Desk, offer: Offer): boolean {
  if (!desk.offer) return false;
  if (desk.offer.id === offer.id) return true;
  return Boolean(offer.offering) && offer.offering?.id === desk.offer.offering?.id;
}

/** Everybody who had the offer and did not take it; who was only told in time is not among them. */
export function saidNo(offer: Offer): string[] {
  const legs = legsOf(offer).length > 0 ? legsOf(offer) : [offer];
  return legs
    .filter((leg) => leg.state === 'DECLINED' || leg.state === 'EXPIRED')
    .flatMap((leg) => (leg.receiver ? [leg.receiver.id] : []));
}

/** Whose turn it is after the chosen one, in the order on screen; mini-networks are no persons. */
export function inTurn(list: Suggestion[], chosenId: string, refusedBy: string[]): Suggestion[] {
  return list.filter(
    (one) =>
      one.expert.id !== chosenId &&
      !refusedBy.includes(one.expert.id) &&
      !('line' in one && Boolean(one.line)),
  );
}

/** To whom the case goes for later once nobody could take it now: who did not decline comes first. */
export function laterCandidate(list: Suggestion[], offer: Offer | null): Suggestion | null {
  const declined = legsOf(offer)
    .filter((leg) => leg.state === 'DECLINED' && leg.declineReason !== 'NO_CAPACITY')
    .map((leg) => leg.receiver?.id);
  const people = list.filter((one) => !('line' in one && Boolean(one.line)));
  return people.find((one) => !declined.includes(one.expert.id)) ?? null;
}

/** The labels of what the receiver said was missing. */
export function missingLabels(offer: Offer, issueType: IssueType | null) {
  const fields =
    offer.packetFields.length > 0 ? offer.packetFields : (issueType?.packetFields ?? []);
  return offer.missingFields.map(
    (name) =>
      fields.find((field) => field.name === name)?.label ?? { fi: name, sv: name, en: name },
  );
}
