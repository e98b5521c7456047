import type { ReactNode } from 'react';
import type { ContestPartsFragment, EvidenceContestState } from '../generated/graphql';
import { Mark, type Meaning } from '../ui/Mark';
import { useSpeech } from '../words';
import { day } from '../words/format';

const MEANING: Record<EvidenceContestState, Meaning> = {
  OPEN: 'waiting',
  UPHELD: 'done',
  REJECTED: 'away',
};

type Props = { contest: ContestPartsFragment; who?: boolean; children?: ReactNode };

/** What somebody says is wrong, and what was decided and why. */
export function ContestItem({ contest, who = false, children }: Props) {
  const { words, say, locale } = useSpeech();
  const text = words.evidence;
  const name = contest.issueType ? say(contest.issueType.name) : '';
  return (
    <li className="evidence-line">
      <div className="stack">
        <div className="row">
          <h3>{who && contest.expert ? `${contest.expert.name}: ${name}` : name}</h3>
          <Mark meaning={MEANING[contest.state]}>{text.states[contest.state]}</Mark>
        </div>
        <p>{contest.kind === 'NOT_MY_WORK' ? text.kinds.NOT_MY_WORK : text.kinds.NOT_MY_MISSES}</p>
        <blockquote className="notice">{contest.reason}</blockquote>
        <p className="quiet small">
          {text.counts(contest.resolved, contest.received)} {day(contest.at, locale)}
        </p>
        {contest.decidedBy && contest.decidedAt ? (
          <p className="small">
            {text.decided(contest.decidedBy.name, day(contest.decidedAt, locale))}{' '}
            {contest.decision}
          </p>
        ) : null}
        {children}
      </div>
    </li>
  );
}
