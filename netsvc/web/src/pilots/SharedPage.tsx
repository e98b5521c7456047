import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { PulsePartsFragment } from '../generated/graphql';
import { LanguageSwitch, ThemeSwitch } from '../shell/Shell';
import { Failed, Skeletons, useTitle } from '../ui/states';
import { useSpeech } from '../words';
import type { Pilot } from './model';
import { PilotView } from './PilotPage';

type Problem = 'unknown' | 'expired' | 'withdrawn' | 'later';
type Shown = { pilot: Pilot; pulse: readonly PulsePartsFragment[] } | { problem: Problem };

async function read(token: string): Promise<Shown> {
  const answer = await fetch(`/pilot-link/${encodeURIComponent(token)}`, { credentials: 'omit' });
  return (await answer.json()) as Shown;
}

/** One pilot for whoever has the link to it; nobody has to sign in, and nothing can be changed. */
export function SharedPage({ token }: { token: string }) {
  const { words, say } = useSpeech();
  const text = words.pilots;
  const [shown, setShown] = useState<Shown | null>(null);
  const ask = useCallback(() => {
    read(token).then(setShown, () => setShown({ problem: 'later' }));
  }, [token]);
  useEffect(ask, [ask]);
  const pilot = shown && 'pilot' in shown ? shown.pilot : null;
  const pulse = shown && 'pilot' in shown ? shown.pulse : [];
  useTitle(pilot ? say(pilot.name) : text.sharedTitle);
  return (
    <>
      <header className="signin-top pilot-screen">
        <span className="brand">netsvc</span>
        <div className="row">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <main className="page pilot">
        {shown === null ? <Skeletons rows={6} /> : null}
        {shown && 'problem' in shown ? <Refused problem={shown.problem} again={ask} /> : null}
        {pilot ? (
          <PilotView pilot={pilot} pulse={pulse}>
            <p className="quiet small">{text.sharedSays}</p>
            <div className="pilot-screen">
              <Button variant="default" onClick={() => window.print()}>
                {text.print}
              </Button>
            </div>
          </PilotView>
        ) : null}
      </main>
    </>
  );
}

function Refused({ problem, again }: { problem: Problem; again: () => void }) {
  const text = useSpeech().words.pilots;
  if (problem === 'later') return <Failed again={again} />;
  return (
    <div className="stack measure">
      <h1>{text.sharedNot[problem]}</h1>
      <p>{text.sharedAsk}</p>
    </div>
  );
}
