import { useContext, useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import type { PulsePartsFragment } from '../generated/graphql';
import { MeContext } from '../me';
import { LEAD_ROLES } from '../roles';
import { Failed, NotFound, Skeletons, useTitle } from '../ui/states';
import { useSpeech } from '../words';
import { day } from '../words/format';
import { Actions } from './Actions';
import { EffectPicture, Looks } from './EffectPicture';
import { Expansion } from './Expansion';
import { Guardrails, Robust, Use } from './Findings';
import { Changes, Meaning, Method } from './Method';
import { latest, nextLook, type Pilot } from './model';
import { PulseFigures, PulseTable } from './Pulse';
import { PilotQuery } from './queries';
import { Sharing } from './SharePilot';
import { TakeAlong } from './TakeAlong';
import { Trend } from './Trend';
import { Watch } from './Watch';

const RUNS: readonly string[] = ['RUNNING', 'LOOKED'];
const WIDEN: readonly string[] = ['SCALE', 'ADJUST'];

/** One pilot: the question, the answer in a sentence, the picture, and how we know. */
export function PilotPage({ id }: { id: string }) {
  const { words, say } = useSpeech();
  const text = words.pilots;
  const [{ data, error }, again] = useQuery({ query: PilotQuery, variables: { id } });
  const [news, setNews] = useState('');
  const pilot = data?.experiment;
  useTitle(pilot ? say(pilot.name) : text.title);
  if (data && !pilot) return <NotFound />;
  return (
    <div className="page pilot">
      <p className="small pilot-screen">
        <Link href="/pilots">{text.title}</Link>
      </p>
      {error && !data ? <Failed again={() => again({ requestPolicy: 'network-only' })} /> : null}
      {!data && !error ? <Skeletons rows={6} /> : null}
      {pilot ? (
        <PilotView pilot={pilot}>
          <Actions
            pilot={pilot}
            news={news}
            done={(said) => {
              setNews(said);
              again({ requestPolicy: 'network-only' });
            }}
          />
        </PilotView>
      ) : null}
    </div>
  );
}

type ViewProps = {
  pilot: Pilot;
  /** What people said, where it came with the pilot: whoever has a link only can't ask for it. */
  pulse?: readonly PulsePartsFragment[] | undefined;
  children?: React.ReactNode;
};

export function PilotView({ pilot, pulse, children }: ViewProps) {
  const { say } = useSpeech();
  const result = latest(pilot);
  // null for whoever has a link to this one pilot only
  const me = useContext(MeContext);
  const leads = me?.roles.some((role) => LEAD_ROLES.includes(role)) ?? false;
  return (
    <>
      <header className="stack">
        <h1>{say(pilot.name)}</h1>
        <p className="pilot-question">{say(pilot.question)}</p>
        <Answer pilot={pilot} />
        {children}
      </header>
      {result ? (
        <>
          <Trend weeks={result.weeks} />
          <EffectPicture pilot={pilot} />
          <Guardrails pilot={pilot} result={result} />
          <PulseOf pilot={pilot} pulse={pulse} />
          <Use pilot={pilot} result={result} />
        </>
      ) : pilot.state === 'DRAFT' ? null : (
        <>
          <Waiting pilot={pilot} />
          {pilot.state === 'LOCKED' ? null : <PulseOf pilot={pilot} pulse={pulse} />}
        </>
      )}
      {me && RUNS.includes(pilot.state) ? <Watch pilot={pilot} /> : null}
      {me && pilot.decision && WIDEN.includes(pilot.decision.kind) ? (
        <Expansion pilot={pilot} />
      ) : null}
      <Changes pilot={pilot} />
      <Meaning pilot={pilot} />
      <Method pilot={pilot} />
      {result ? <Robust pilot={pilot} result={result} /> : null}
      {result && me ? <TakeAlong pilot={pilot} /> : null}
      {leads && pilot.lockedHash ? <Sharing pilot={pilot} /> : null}
    </>
  );
}

/** As it stands now; once the pilot has ended, as the latest look's report keeps it. */
function PulseOf({ pilot, pulse }: Pick<ViewProps, 'pilot' | 'pulse'>) {
  const kept = latest(pilot)?.pulse ?? [];
  if (pulse) return <PulseTable rows={pulse.length > 0 ? pulse : kept} />;
  return <PulseFigures pilot={pilot} />;
}

/** The answer first: what was found, or when it will be known. */
function Answer({ pilot }: { pilot: Pilot }) {
  const { words, say, locale } = useSpeech();
  const text = words.pilots;
  const result = latest(pilot);
  const next = nextLook(pilot.looks);
  const { decision } = pilot;
  const waits = () => {
    if (pilot.state === 'DRAFT') return text.draftSays(pilot.lacks.length);
    if (pilot.state === 'LOCKED')
      return text.lockedSays(pilot.start ? day(pilot.start, locale) : '');
    if (pilot.state === 'ENDED' || !next) return decision ? '' : text.undecided;
    if (next.due) return text.dueSays(next.number);
    return result ? text.afterSays(day(next.on, locale)) : text.waitsSays(day(next.on, locale));
  };
  return (
    <div className="stack">
      {result ? <p className="pilot-answer">{say(result.sentence)}</p> : null}
      <p className={result ? 'quiet' : 'pilot-answer'}>{waits()}</p>
      {pilot.endReason ? <p>{text.endedEarly(pilot.endReason)}</p> : null}
      {decision ? (
        <p>
          <strong>
            {text.decidedSays(
              text.verdicts[decision.kind],
              decision.by?.name ?? '',
              day(decision.at, locale),
            )}
          </strong>{' '}
          {decision.kind === decision.byRule
            ? null
            : text.otherThanRule(text.verdicts[decision.byRule], decision.reason)}
        </p>
      ) : null}
    </div>
  );
}

function Waiting({ pilot }: { pilot: Pilot }) {
  const { words } = useSpeech();
  return (
    <section aria-labelledby="looks">
      <h2 id="looks">{words.pilots.looksTitle}</h2>
      <Looks pilot={pilot} />
    </section>
  );
}
