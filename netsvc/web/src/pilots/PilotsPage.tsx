import { useQuery } from 'urql';
import { Link } from 'wouter';
import type { PilotsQuery as Data } from '../generated/graphql';
import { useMe } from '../me';
import { has, LEAD_ROLES } from '../roles';
import { Mark, type Meaning } from '../ui/Mark';
import { Empty, Failed, Skeletons, useTitle } from '../ui/states';
import { useSpeech, type Words } from '../words';
import { day } from '../words/format';
import { nextLook, signed } from './model';
import { PilotsQuery } from './queries';

type Row = Data['experiments'][number];

/** All pilots, with what came of each in words. */
export function PilotsPage() {
  const { words, say, locale } = useSpeech();
  const text = words.pilots;
  const me = useMe();
  const [{ data, error }, again] = useQuery({ query: PilotsQuery });
  const pilots = data?.experiments;
  const running = pilots?.filter((one) => one.state === 'RUNNING' || one.state === 'LOOKED').length;
  const decided = pilots?.filter((one) => one.decision).length;
  useTitle(text.title);
  return (
    <div className="page">
      <header className="row pilots-top">
        <h1>
          {text.title}
          {pilots?.length ? (
            <span className="quiet">. {text.lead(running ?? 0, decided ?? 0)}.</span>
          ) : null}
        </h1>
        {has(me.roles, LEAD_ROLES) ? (
          <Link href="/pilots/new" className="button">
            {text.create}
          </Link>
        ) : null}
      </header>
      {error && !data ? <Failed again={() => again({ requestPolicy: 'network-only' })} /> : null}
      {!data && !error ? <Skeletons rows={4} height={72} /> : null}
      {pilots?.length === 0 ? <Empty more={text.emptyMore}>{text.empty}</Empty> : null}
      {pilots && pilots.length > 0 ? (
        <table className="pilots">
          <thead>
            <tr>
              <th scope="col">{text.pilot}</th>
              <th scope="col">{text.verdict}</th>
              <th scope="col">{text.effect}</th>
              <th scope="col">{text.dates}</th>
            </tr>
          </thead>
          <tbody>
            {pilots.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <Link href={`/pilots/${encodeURIComponent(one.id)}`}>
                    {say(one.name) || say(one.question) || text.states.DRAFT}
                  </Link>
                  <span className="quiet small pilots-question">{say(one.question)}</span>
                </th>
                <td>
                  <Stands pilot={one} />
                </td>
                <td className="figures">{effectOf(one, text, locale)}</td>
                <td className="quiet figures small">
                  {one.start && one.end
                    ? text.period(day(one.start, locale), day(one.end, locale))
                    : ''}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </div>
  );
}

const MEANINGS: Record<NonNullable<Row['verdictByRule']>, Meaning> = {
  SCALE: 'done',
  ADJUST: 'waiting',
  STOP: 'problem',
  CANNOT_TELL_YET: 'waiting',
  COULD_NEVER_TELL: 'away',
};

/** Where the pilot stands, and what is to be done. */
function Stands({ pilot }: { pilot: Row }) {
  const { words, locale } = useSpeech();
  const text = words.pilots;
  const verdict = pilot.decision?.kind ?? pilot.verdictByRule;
  const next = nextLook(pilot.looks);
  const more =
    pilot.state === 'DRAFT'
      ? pilot.tooFewUnits
        ? text.tooFewUnits
        : pilot.lacks.length > 0
          ? text.lacksSome(pilot.lacks.length)
          : text.readyToLock
      : pilot.state === 'ENDED'
        ? pilot.decision
          ? ''
          : text.undecided
        : next?.due
          ? text.lookDue
          : next
            ? text.nextLook(day(next.on, locale))
            : '';
  return (
    <div className="stack pilots-stands">
      {verdict ? (
        <Mark meaning={MEANINGS[verdict]}>{text.verdicts[verdict]}</Mark>
      ) : (
        <Mark meaning={pilot.state === 'DRAFT' ? 'away' : 'now'}>{text.states[pilot.state]}</Mark>
      )}
      <span className="quiet small">{more}</span>
    </div>
  );
}

function effectOf(pilot: Row, text: Words['pilots'], locale: string) {
  const effect = pilot.looks.findLast((look) => look.result)?.result?.effect;
  if (!effect) return <span className="quiet">–</span>;
  return (
    <>
      {text.points(signed(effect.estimate, locale))}
      <span className="quiet small pilots-question">
        {text.interval(signed(effect.low, locale), signed(effect.high, locale))}
      </span>
    </>
  );
}
