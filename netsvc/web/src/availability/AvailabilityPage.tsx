import { useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useCommand } from '../commands';
import type { DutyPartsFragment, MyAvailabilityQuery, Presence } from '../generated/graphql';
import { SetPresence } from '../graphql/commands';
import { clockIn, DAY_MS, dayName, endClockIn, rounded } from '../mininetworks/model';
import { SwapList } from '../mininetworks/Swaps';
import { useNow } from '../time';
import { FreeMark, PresenceMark } from '../ui/Mark';
import { Failed, Skeletons, useTitle } from '../ui/states';
import { useSpeech } from '../words';
import { capital } from '../words/format';
import { Absences } from './Absences';
import { Backup } from './Backup';
import { ConnectionEditor } from './ConnectionEditor';
import { Notifications } from './Notifications';
import { AvailabilityQuery } from './queries';
import { UnitHoursTable } from './UnitHours';

export type Mine = MyAvailabilityQuery['me']['expert'];
const PRESENCES: readonly Presence[] = ['AVAILABLE', 'BUSY', 'AWAY', 'DO_NOT_DISTURB'];
const QUARTER = 900_000;
const TURN_DAYS = 28;
const SOON = 5;

/** When offers reach me, who stands in, and how I am connected. */
export function AvailabilityPage() {
  const { words } = useSpeech();
  const text = words.availability;
  const now = useNow(60_000);
  const from = rounded(now, QUARTER);
  const to = new Date(Date.parse(from) + TURN_DAYS * DAY_MS).toISOString();
  const [{ data, error }, again] = useQuery({
    query: AvailabilityQuery,
    variables: { from, to },
  });
  const [news, setNews] = useState('');
  const mine = data?.me.expert;
  const refresh = () => again({ requestPolicy: 'network-only' });
  useTitle(text.title);
  return (
    <div className="page availability">
      <header className="stack">
        <h1>
          {text.title}
          {mine ? (
            <span className="quiet">. {mine.freeNow ? text.leadFree : text.leadNotFree}</span>
          ) : null}
        </h1>
        <p role="status">{news}</p>
      </header>
      {error && !data ? <Failed again={refresh} /> : null}
      {!data && !error ? <Skeletons rows={6} /> : null}
      {mine ? (
        <div className="availability-columns">
          <div className="availability-main">
            <PresenceSwitch mine={mine} done={setNews} refresh={refresh} />
            <section aria-labelledby="absences" className="stack">
              <h2 id="absences">{text.absences}</h2>
              <Absences mine={mine} done={setNews} refresh={refresh} />
            </section>
            <section aria-labelledby="turns" className="stack">
              <h2 id="turns">{text.myTurns}</h2>
              <Turns mine={mine} done={setNews} refresh={refresh} />
            </section>
          </div>
          <div className="availability-main">
            <section aria-labelledby="backup" className="stack">
              <h2 id="backup">{text.backup}</h2>
              <Backup mine={mine} done={setNews} refresh={refresh} />
            </section>
            <section aria-labelledby="connection" className="stack">
              <h2 id="connection">{text.connection}</h2>
              <ConnectionEditor id={mine.id} line={mine.directLine ?? null} />
            </section>
            <section aria-labelledby="notifications" className="stack">
              <h2 id="notifications">{text.notifications}</h2>
              <Notifications address={data.notificationAddress ?? null} refresh={refresh} />
            </section>
            <section aria-labelledby="hours" className="stack">
              <h2 id="hours">{text.hours}</h2>
              {mine.units.map((unit) => (
                <UnitHoursTable key={unit.id} unit={unit} named />
              ))}
              <p className="quiet small">{text.hoursWhose}</p>
            </section>
          </div>
        </div>
      ) : null}
    </div>
  );
}

type PartProps = { mine: Mine; done: (news: string) => void; refresh: () => void };

function PresenceSwitch({ mine, done, refresh }: PartProps) {
  const { words } = useSpeech();
  const text = words.availability;
  const run = useCommand();
  const set = async (presence: Presence) => {
    const answer = await run(SetPresence, { presence }, (data) => data.setPresence);
    if ('good' in answer) done(text.presenceSet(words.presence[presence]));
    else done('problem' in answer ? answer.problem : words.common.unsure);
    refresh();
  };
  return (
    <section aria-labelledby="presence" className="stack">
      <h2 id="presence">{words.shell.presenceLabel}</h2>
      <div role="radiogroup" aria-labelledby="presence" className="presences">
        {PRESENCES.map((presence) => (
          <label key={presence} className="presence">
            <input
              type="radio"
              name="presence"
              checked={mine.presence === presence}
              onChange={() => void set(presence)}
            />
            <PresenceMark presence={presence} />
            <span className="quiet small">{text.presenceMeans[presence]}</span>
          </label>
        ))}
      </div>
      <p className="row">
        <span>{text.offersNow}</span>
        <FreeMark {...mine} />
      </p>
    </section>
  );
}

function Turns({ mine, done, refresh }: PartProps) {
  const { words, say } = useSpeech();
  const text = words.availability;
  const swaps = mine.miniNetworks.flatMap((one) => one.swaps);
  const concerning = swaps.filter((one) => one.by?.id === mine.id || one.to?.id === mine.id);
  if (mine.miniNetworks.length === 0) return <p className="quiet">{text.noNetworks}</p>;
  return (
    <>
      {mine.miniNetworks.map((network) => {
        const zone = network.rota?.timeZone ?? 'Europe/Helsinki';
        const turns = network.duties.filter((duty) => duty.expert?.id === mine.id);
        return (
          <div key={network.id}>
            <h3>
              <Link href={`/mininetworks/${encodeURIComponent(network.id)}`}>
                {say(network.name)}
              </Link>
            </h3>
            {turns.length === 0 ? <p className="quiet">{text.noTurns}</p> : null}
            <TurnList turns={turns.slice(0, SOON)} zone={zone} />
            {turns.length > SOON ? (
              <details>
                <summary>{text.laterTurns(turns.length - SOON)}</summary>
                <TurnList turns={turns.slice(SOON)} zone={zone} />
              </details>
            ) : null}
          </div>
        );
      })}
      <p className="quiet small">{text.swapWhere}</p>
      {concerning.length > 0 ? (
        <>
          <h3>{words.mininetworks.swaps}</h3>
          <SwapList swaps={concerning} done={done} refresh={refresh} />
        </>
      ) : null}
    </>
  );
}

function TurnList({ turns, zone }: { turns: DutyPartsFragment[]; zone: string }) {
  const { locale } = useSpeech();
  return (
    <ul className="turn-list">
      {turns.map((duty) => (
        <li key={duty.startsAt} className="row">
          <span>{capital(dayName(duty.day, locale), locale)}</span>
          <span className="figures">
            {clockIn(duty.startsAt, zone)}–{endClockIn(duty.endsAt, zone)}
          </span>
        </li>
      ))}
    </ul>
  );
}
