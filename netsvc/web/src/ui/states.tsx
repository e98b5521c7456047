import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Role } from '../generated/graphql';
import { useMe } from '../me';
import { useSpeech, useWords } from '../words';
import { useTitle } from './title';

export { useTitle };

/** Grey bars in the size of what is coming; the page does not move when it arrives. */
export function Skeletons({ rows, height = 64 }: { rows: number; height?: number }) {
  const words = useWords();
  return (
    <div role="status" aria-busy="true">
      <span className="hidden">{words.common.loading}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} style={{ height, paddingTop: 12, borderBottom: '1px solid var(--line)' }}>
          <span className="skeleton" style={{ width: `${42 - (row % 3) * 6}%` }} />
          <span className="skeleton" style={{ width: `${72 - (row % 4) * 8}%`, marginTop: 8 }} />
        </div>
      ))}
    </div>
  );
}

export function Failed({ again }: { again: () => void }) {
  const words = useWords();
  return (
    <div className="notice notice-problem stack" role="alert">
      <p>
        {words.common.failed} <span className="quiet">{words.common.failedSafe}</span>
      </p>
      <div>
        <Button variant="default" onClick={again}>
          {words.common.again}
        </Button>
      </div>
    </div>
  );
}

export function Empty({ children, more }: { children: ReactNode; more?: ReactNode }) {
  return (
    <div className="stack measure empty">
      <p>{children}</p>
      {more ? <p className="quiet">{more}</p> : null}
    </div>
  );
}

/** Shows the page to those whose role it is for, and tells others whose it is. */
export function ForRoles({ roles, children }: { roles: readonly Role[]; children: ReactNode }) {
  const me = useMe();
  const { words, locale } = useSpeech();
  if (me.roles.some((role) => roles.includes(role))) return children;
  const names = roles.map((role) => words.roles[role].toLocaleLowerCase(locale));
  const who = new Intl.ListFormat(locale, { type: 'disjunction' }).format(names);
  return (
    <div className="page">
      <h1>{words.common.notYours}</h1>
      <p>{words.common.notYoursWho(who)}</p>
    </div>
  );
}

export function NotFound() {
  const words = useWords();
  useTitle(words.common.notFound);
  return (
    <div className="page stack">
      <h1>{words.common.notFound}</h1>
      <p>
        <Link href="/">{words.common.notFoundGo}</Link>
      </p>
    </div>
  );
}
