/** Questions as the pages show them: pure. */
import type { AskPartsFragment } from '../generated/graphql';

export type Ask = AskPartsFragment;
export type Reply = Ask['replies'][number];

export const live = (ask: Ask) => ask.state === 'OPEN' || ask.state === 'ANSWERED';

export const answersOf = (ask: Ask) => ask.replies.filter((reply) => reply.state === 'ANSWERED');

/** Those who may still answer; nobody where nobody waits for it. */
export const waitingOf = (ask: Ask) =>
  live(ask) ? ask.replies.filter((reply) => reply.state === 'WAITING') : [];

/** Everybody asked has passed, and nobody answered. */
export const allPassed = (ask: Ask) =>
  ask.state === 'OPEN' && ask.replies.every((reply) => reply.state === 'PASSED');

/** An answer may be said to have helped as long as none has; also after the case ended. */
export const markable = (ask: Ask) => ask.state !== 'HELPED' && answersOf(ask).length > 0;

/** The newest answer of the newest question that can still be marked. */
export function newestAnswer(asks: readonly Ask[]): { ask: Ask; reply: Reply } | null {
  const found = asks
    .filter(markable)
    .flatMap((ask) => answersOf(ask).map((reply) => ({ ask, reply })))
    .sort((a, b) => (b.reply.at ?? '').localeCompare(a.reply.at ?? ''));
  return found[0] ?? null;
}

export type To =
  | { kind: 'one'; id: string; name: string }
  | { kind: 'best'; ids: string[]; names: string[] }
  | { kind: 'network'; id: string; name: string };

type Candidate = { expert: { id: string; name: string; presence: string }; freeNow: boolean };

/** The best three to ask: who is free first, never somebody who does not want to be disturbed. */
export function bestThree<C extends Candidate>(list: readonly C[]): C[] {
  const can = list.filter(({ expert }) => expert.presence !== 'DO_NOT_DISTURB');
  return [...can.filter((one) => one.freeNow), ...can.filter((one) => !one.freeNow)].slice(0, 3);
}
