import { Button } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import type { DutyPartsFragment, MiniNetworkWeekQuery } from '../generated/graphql';
import { useMe } from '../me';
import { useNow } from '../time';
import { Mark } from '../ui/Mark';
import { Empty, Failed, Skeletons } from '../ui/states';
import { useSpeech } from '../words';
import {
  AHEAD_DAYS,
  around,
  clockIn,
  dateIn,
  DAY_MS,
  dayName,
  daysOfWeek,
  endClockIn,
  gapsOn,
  mondayOf,
  plusDays,
  rounded,
  startingOn,
} from './model';
import type { Network } from './NetworkPage';
import { WeekQuery } from './queries';
import { SwapDialog } from './SwapDialog';

type Week = NonNullable<MiniNetworkWeekQuery['miniNetwork']>;
type Props = {
  network: Network;
  keeps: boolean;
  done: (news: string) => void;
  refresh: () => void;
};

const QUARTER = 900_000;

/** A week of turns as a table, a row a day; what nobody covers stands in the row. */
export function RotaWeek({ network, keeps, done, refresh }: Props) {
  const { words, locale } = useSpeech();
  const text = words.mininetworks;
  const now = useNow(60_000);
  const zone = network.rota?.timeZone ?? 'Europe/Helsinki';
  const today = dateIn(now, zone);
  const [monday, setMonday] = useState(() => mondayOf(today));
  const [swapping, setSwapping] = useState<DutyPartsFragment | null>(null);
  const from = rounded(now, QUARTER);
  const ahead = new Date(Date.parse(from) + AHEAD_DAYS * DAY_MS).toISOString();
  const [{ data, error, stale }, again] = useQuery({
    query: WeekQuery,
    variables: { id: network.id, ...around(monday), now: from, ahead },
    pause: !network.rota,
  });
  const week = data?.miniNetwork;
  if (!network.rota) {
    return (
      <section aria-labelledby="rota" className="stack">
        <h2 id="rota">{text.rota}</h2>
        <Empty more={text.noRotaMore}>
          {text.noRota}{' '}
          {keeps ? (
            <Link href={`/mininetworks/${encodeURIComponent(network.id)}/rota`}>
              {text.makeRota}
            </Link>
          ) : null}
        </Empty>
      </section>
    );
  }
  const days = daysOfWeek(monday);
  const swapped = () => {
    done(text.swapSent);
    setSwapping(null);
    refresh();
  };
  return (
    <section aria-labelledby="rota" className="stack rota">
      <div className="row">
        <h2 id="rota">
          {text.weekOf(dayName(monday, locale), dayName(plusDays(monday, 6), locale))}
        </h2>
        <div className="row rota-weeks">
          <Button variant="default" onClick={() => setMonday(plusDays(monday, -7))}>
            {text.weekBefore}
          </Button>
          <Button variant="default" onClick={() => setMonday(plusDays(monday, 7))}>
            {text.weekAfter}
          </Button>
        </div>
        <span className="quiet small">{text.clockOf(zone)}</span>
      </div>
      {week ? <Gaps gaps={week.ahead} zone={zone} /> : null}
      {error && !data ? <Failed again={() => again({ requestPolicy: 'network-only' })} /> : null}
      {!data && !error ? <Skeletons rows={7} height={49} /> : null}
      {week ? (
        <table className="rota-table" aria-busy={stale}>
          <thead>
            <tr>
              <th scope="col">{text.day}</th>
              <th scope="col">{text.turns}</th>
              <th scope="col">{text.gap}</th>
            </tr>
          </thead>
          <tbody>
            {days.map((one) => (
              <Day
                key={one}
                day={one}
                today={one === today}
                week={week}
                zone={zone}
                now={now}
                swap={setSwapping}
              />
            ))}
          </tbody>
        </table>
      ) : null}
      {swapping && week ? (
        <SwapDialog
          network={network}
          mine={swapping}
          turns={week.turnsAhead}
          zone={zone}
          close={() => setSwapping(null)}
          done={swapped}
        />
      ) : null}
    </section>
  );
}

function Gaps({ gaps, zone }: { gaps: Week['ahead']; zone: string }) {
  const { words, locale } = useSpeech();
  const text = words.mininetworks;
  const [first] = gaps;
  if (!first) return <p className="quiet">{text.noGapsAhead}</p>;
  const when = `${dayName(dateIn(first.startsAt, zone), locale)} ${clockIn(first.startsAt, zone)}–${endClockIn(first.endsAt, zone)}`;
  return (
    <p className="gaps-ahead">
      <Mark meaning="problem">{text.gapsAhead(gaps.length, when)}</Mark>
    </p>
  );
}

type DayProps = {
  day: string;
  today: boolean;
  week: Week;
  zone: string;
  now: number;
  swap: (duty: DutyPartsFragment) => void;
};

function Day({ day, today, week, zone, now, swap }: DayProps) {
  const { words, locale } = useSpeech();
  const text = words.mininetworks;
  const me = useMe();
  const turns = startingOn(week.duties, day, zone);
  const bare = gapsOn(week.bare, day, zone);
  const holds = (duty: DutyPartsFragment) =>
    Date.parse(duty.startsAt) <= now && now < Date.parse(duty.endsAt);
  return (
    <tr className={today ? 'today' : undefined}>
      <th scope="row">
        {dayName(day, locale)}
        {today ? <span className="tag">{text.today}</span> : null}
      </th>
      <td>
        {turns.length === 0 ? <span className="quiet">–</span> : null}
        <ul>
          {turns.map((duty) => (
            <li key={duty.startsAt + (duty.expert?.id ?? '')} className="row turn">
              <span className="figures">
                {clockIn(duty.startsAt, zone)}–{endClockIn(duty.endsAt, zone)}
              </span>
              <span className={duty.expert?.id === me.expert.id ? 'mine' : undefined}>
                {duty.expert?.name ?? words.common.unknown}
              </span>
              {holds(duty) ? <Mark meaning="now">{text.now}</Mark> : null}
              {duty.expert?.id === me.expert.id && Date.parse(duty.startsAt) > now ? (
                <button
                  type="button"
                  className="plain"
                  aria-label={`${text.swap}, ${dayName(day, locale)} ${clockIn(duty.startsAt, zone)}`}
                  onClick={() => swap(duty)}
                >
                  {text.swap}
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      </td>
      <td>
        {bare.map(([from, to]) => (
          <Mark key={from} meaning="problem">
            <span className="figures">
              {from}–{to}
            </span>
            <span className="hidden"> {text.nobody}</span>
          </Mark>
        ))}
      </td>
    </tr>
  );
}
