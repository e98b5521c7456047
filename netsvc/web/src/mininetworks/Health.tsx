import { useQuery } from 'urql';
import { Link } from 'wouter';
import type { NetworkHealthQuery } from '../generated/graphql';
import { WideTable } from '../insights/Section';
import { useSpeech } from '../words';
import { day, longDuration, percent } from '../words/format';
import { HealthQuery } from './queries';

type Health = NonNullable<NetworkHealthQuery['networkHealth']>;

/** How fast offers are answered, which hours are covered, how load is spread, who came and left. */
export function NetworkHealth({ id }: { id: string }) {
  const { words, locale } = useSpeech();
  const text = words.health;
  const [{ data }] = useQuery({ query: HealthQuery, variables: { id } });
  const health = data?.networkHealth;
  if (!health) return null;
  return (
    <section aria-labelledby="health" className="stack">
      <h2 id="health">{text.title}</h2>
      <Lead health={health} />
      <p className="quiet small">
        {text.period(day(health.starts, locale), day(dayBefore(health.ends), locale))}
      </p>
      <div className="health-parts">
        {health.responses.length > 0 ? <Responses health={health} /> : null}
        <Hours health={health} />
        {health.load || health.own ? <Load health={health} /> : null}
        <Changes health={health} />
      </div>
      <details>
        <summary>{text.why}</summary>
        <p className="measure">{text.whyText}</p>
      </details>
    </section>
  );
}

function dayBefore(iso: string): string {
  return new Date(Date.parse(`${iso}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function useHours(): (hours: number) => string {
  const { locale } = useSpeech();
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'hour',
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  });
  return (hours) => format.format(hours);
}

/** The answer in words. */
function Lead({ health: { responses, hours } }: { health: Health }) {
  const { words, locale } = useSpeech();
  const text = words.health;
  const said = useHours();
  const first = responses.find((one) => one.medianSeconds != null && one.p90Seconds != null);
  const parts = [
    first
      ? text.answered(
          text.kinds[first.kind ?? 'both'],
          longDuration(first.medianSeconds ?? 0, locale),
          longDuration(first.p90Seconds ?? 0, locale),
        )
      : text.few,
  ];
  if (hours) {
    const [covered, promised] = [said(hours.weekCovered), said(hours.weekPromised)];
    parts.push(covered === promised ? text.coveredAll(promised) : text.covered(covered, promised));
  }
  return <p className="measure">{parts.join(' ')}</p>;
}

function Responses({ health }: { health: Health }) {
  const { words, locale } = useSpeech();
  const text = words.health;
  const time = (seconds: number | null | undefined) =>
    seconds == null ? '–' : longDuration(seconds, locale);
  return (
    <div className="stack health-wide">
      <h3>{text.answers}</h3>
      <WideTable label={text.answers}>
        <table className="health-table">
          <caption className="hidden">{text.answers}</caption>
          <thead>
            <tr>
              <th scope="col">{text.kind}</th>
              <th scope="col">{text.offers}</th>
              <th scope="col">{text.answersOf}</th>
              <th scope="col">{text.half}</th>
              <th scope="col">{text.most}</th>
            </tr>
          </thead>
          <tbody>
            {health.responses.map((one) => (
              <tr key={one.kind ?? 'both'}>
                <th scope="row">{text.kinds[one.kind ?? 'both']}</th>
                <td>{one.offers.toLocaleString(locale)}</td>
                <td>{one.answered.toLocaleString(locale)}</td>
                <td>{time(one.medianSeconds)}</td>
                <td>{time(one.p90Seconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </div>
  );
}

function Hours({ health: { hours } }: { health: Health }) {
  const { words } = useSpeech();
  const text = words.health;
  const said = useHours();
  const rows = hours
    ? ([
        [text.ordinary, hours.weekPromised, hours.weekCovered],
        [text.ahead, hours.aheadPromised, hours.aheadCovered],
      ] as const)
    : [];
  return (
    <div className="stack">
      <h3>{text.hours}</h3>
      {hours ? (
        <table className="health-table">
          <caption className="hidden">{text.hours}</caption>
          <thead>
            <tr>
              <td />
              <th scope="col">{text.promised}</th>
              <th scope="col">{text.there}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, promised, covered]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{said(promised)}</td>
                <td>{said(covered)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className="quiet">{text.noHours}</p>
      )}
    </div>
  );
}

function Load({ health: { load, own } }: { health: Health }) {
  const { words, say, locale } = useSpeech();
  const text = words.health;
  return (
    <div className="stack">
      <h3>{text.load}</h3>
      {load ? (
        <p>
          {text.spread(load.asIf.toLocaleString(locale, { maximumFractionDigits: 1 }), load.people)}{' '}
          <span className="quiet">{text.takenOf(load.taken)}</span>
        </p>
      ) : (
        <p className="quiet">{text.few}</p>
      )}
      {load && load.units.length > 1 ? (
        <table className="health-table">
          <caption className="hidden">{text.load}</caption>
          <thead>
            <tr>
              <th scope="col">{text.unit}</th>
              <th scope="col">{text.share}</th>
            </tr>
          </thead>
          <tbody>
            {load.units.map((one) => (
              <tr key={one.unit?.id ?? ''}>
                <th scope="row">{one.unit ? say(one.unit.name) : text.otherUnits}</th>
                <td>{percent(one.share, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {own ? (
        <p>
          {text.own(own.taken, own.offers)}{' '}
          {own.medianSeconds == null
            ? null
            : `${text.ownMedian(longDuration(own.medianSeconds, locale))} `}
          <span className="quiet">{text.ownOnly}</span>
        </p>
      ) : null}
    </div>
  );
}

function Changes({ health: { joined, left } }: { health: Health }) {
  const { words, locale } = useSpeech();
  const text = words.health;
  const on = (iso: string | null | undefined) => (iso ? day(iso, locale) : '');
  const rows = [
    ...joined.map((one) => ({ ...one, at: one.since ?? '', said: text.joined })),
    ...left.map((one) => ({
      ...one,
      at: one.until ?? '',
      said: (name: string, at: string) =>
        one.since ? text.leftSince(name, on(one.since), at) : text.left(name, at),
    })),
  ].sort((one, other) => other.at.localeCompare(one.at));
  return (
    <div className="stack">
      <h3>{text.changes}</h3>
      {rows.length === 0 ? <p className="quiet">{text.noChanges}</p> : null}
      <ul>
        {rows.map((one) => {
          const sentence = one.said('\u0000', on(one.at)).split('\u0000');
          const name = one.expert?.name ?? words.common.somebody;
          return (
            <li key={`${one.expert?.id ?? ''} ${one.at}`}>
              {sentence[0]}
              {one.expert ? (
                <Link href={`/people/${encodeURIComponent(one.expert.id)}`}>{name}</Link>
              ) : (
                name
              )}
              {sentence[1]}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
