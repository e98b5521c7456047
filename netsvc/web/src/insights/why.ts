/** Why the question of the page has no answer; pure. */
import type { SilosQuery as Directory } from '../generated/graphql';

/** `apart`: nothing of what was handed over joins people of whom both silos are known. */
export type Why = 'nothing' | 'oneSilo' | 'tooFew' | 'apart';

type Answered = { suppressed: boolean; rows: readonly unknown[] };

/**
 * What was asked and not answered. Nothing of it is told by more than the answer that there is and
 * by the directory: how many people stand behind it is not.
 */
export function whyOf(answer: Answered, oneSilo: boolean): Why {
  if (answer.rows.length === 0 && !answer.suppressed) return 'nothing';
  if (oneSilo) return 'oneSilo';
  return answer.suppressed ? 'tooFew' : 'apart';
}

/** Whether all units are under the same one; a directory too long for one page has several. */
export function isOneSilo({ units }: Directory): boolean {
  if (units.pageInfo.hasNextPage) return false;
  return new Set(units.edges.map(({ node }) => node.silo.id)).size === 1;
}
