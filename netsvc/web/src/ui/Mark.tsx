import type { ReactNode } from 'react';
import type { CaseState, HandoverState, Presence } from '../generated/graphql';
import { useWords } from '../words';

export type Meaning = 'free' | 'waiting' | 'problem' | 'done' | 'away' | 'now';

// A shape each: nobody has to tell the colours apart.
const SHAPES: Record<Meaning, ReactNode> = {
  free: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  waiting: (
    <>
      <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M6 1.75a4.25 4.25 0 0 1 0 8.5z" fill="currentColor" />
    </>
  ),
  problem: (
    <path
      d="M6 1 11.5 11h-11zM5.4 4.5v3.2h1.2V4.5zm0 4.1v1.2h1.2V8.6z"
      fill="currentColor"
      fillRule="evenodd"
    />
  ),
  done: <path d="m1.5 6.5 3 3 6-7" fill="none" stroke="currentColor" strokeWidth="2" />,
  now: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  away: <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />,
};

export function Mark({ meaning, children }: { meaning: Meaning; children: ReactNode }) {
  return (
    <span className={`mark mark-${meaning}`}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        {SHAPES[meaning]}
      </svg>
      <span>{children}</span>
    </span>
  );
}

const PRESENCE: Record<Presence, Meaning> = {
  AVAILABLE: 'free',
  BUSY: 'waiting',
  AWAY: 'away',
  DO_NOT_DISTURB: 'away',
};

export function PresenceMark({ presence }: { presence: Presence }) {
  const words = useWords();
  return <Mark meaning={PRESENCE[presence]}>{words.presence[presence]}</Mark>;
}

type Free = { freeNow: boolean; presence: Presence; freePlaces: number; capacity: number };

/** Whether somebody can take a case now, and if not, why. */
export function FreeMark({ freeNow, presence, freePlaces, capacity }: Free) {
  const words = useWords();
  if (freeNow) return <Mark meaning="free">{words.desk.freeNow}</Mark>;
  if (presence !== 'AVAILABLE') return <PresenceMark presence={presence} />;
  if (freePlaces <= 0) return <Mark meaning="waiting">{words.desk.full}</Mark>;
  if (capacity <= 0) return <Mark meaning="away">{words.presence.AWAY}</Mark>;
  return <Mark meaning="away">{words.desk.closed}</Mark>;
}

const CASES: Record<CaseState, Meaning> = {
  OPEN: 'away',
  IN_CONTACT: 'now',
  WAITING: 'waiting',
  RESOLVED: 'done',
  CLOSED_UNRESOLVED: 'problem',
  REOPENED: 'waiting',
};

export function CaseMark({ state }: { state: CaseState }) {
  const words = useWords();
  return <Mark meaning={CASES[state]}>{words.caseStates[state]}</Mark>;
}

const HANDOVERS: Record<HandoverState, Meaning> = {
  OFFERED: 'waiting',
  ACCEPTED: 'done',
  DECLINED: 'problem',
  EXPIRED: 'problem',
  WITHDRAWN: 'away',
  FORWARDED: 'away',
  RETURNED: 'problem',
};

export function HandoverMark({ state }: { state: HandoverState }) {
  const words = useWords();
  return <Mark meaning={HANDOVERS[state]}>{words.handoverStates[state]}</Mark>;
}
