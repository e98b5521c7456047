/** A rota while it is being written; pure. Times of day are texts such as "08:00". */
import type { RotaInput, RotaPartsFragment, Weekday } from '../generated/graphql';
import { WEEKDAYS } from './model';

export type Hours = { starts: string; ends: string };
export type Turn = Hours & { expertId: string };
export type Exception = { day: string; turns: Turn[] };
export type Draft = {
  timeZone: string;
  holidays: string;
  hours: Record<Weekday, Hours[]>;
  turns: Record<Weekday, Turn[]>;
  exceptions: Exception[];
};

const byDay = <One>(make: (day: Weekday) => One[]) =>
  Object.fromEntries(WEEKDAYS.map((day) => [day, make(day)])) as Record<Weekday, One[]>;

/** What a new rota begins with: office hours that wait for turns. */
export function emptyDraft(): Draft {
  return {
    timeZone: 'Europe/Helsinki',
    holidays: 'FI',
    hours: byDay((day) =>
      day === 'SAT' || day === 'SUN' ? [] : [{ starts: '08:00', ends: '16:00' }],
    ),
    turns: byDay(() => []),
    exceptions: [],
  };
}

export function draftOf(rota: RotaPartsFragment): Draft {
  const turn = (one: { starts: string; ends: string; expert?: { id: string } | null }) => ({
    starts: one.starts,
    ends: one.ends,
    expertId: one.expert?.id ?? '',
  });
  return {
    timeZone: rota.timeZone,
    holidays: rota.holidays,
    hours: byDay((day) =>
      rota.hours.filter((one) => one.weekday === day).map(({ starts, ends }) => ({ starts, ends })),
    ),
    turns: byDay((day) => rota.turns.filter((one) => one.weekday === day).map(turn)),
    exceptions: rota.exceptions.map(({ day, turns }) => ({ day, turns: turns.map(turn) })),
  };
}

export function toInput(draft: Draft): RotaInput {
  return {
    timeZone: draft.timeZone,
    holidays: draft.holidays,
    hours: WEEKDAYS.flatMap((weekday) =>
      draft.hours[weekday].map(({ starts, ends }) => ({ weekday, starts, ends })),
    ),
    turns: WEEKDAYS.flatMap((weekday) =>
      draft.turns[weekday].map(({ starts, ends, expertId }) => ({
        weekday,
        starts,
        ends,
        expertId,
      })),
    ),
    exceptions: draft.exceptions,
  };
}

/** What is still to be chosen or written; null when it can be sent. */
export function unfinished(draft: Draft): 'clock' | 'person' | 'day' | null {
  const turns = [
    ...Object.values(draft.turns).flat(),
    ...draft.exceptions.flatMap((one) => one.turns),
  ];
  const clocks = [...turns, ...Object.values(draft.hours).flat()];
  if (clocks.some((one) => minutes(one.starts) === null || minutes(one.ends) === null)) {
    return 'clock';
  }
  if (turns.some((one) => !one.expertId)) return 'person';
  if (draft.exceptions.some((one) => !one.day)) return 'day';
  return null;
}

/** Minutes since midnight; null for what is no time of day. */
export function minutes(clock: string): number | null {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$|^(24):(00)$/.exec(clock);
  if (!found) return null;
  return Number(found[1] ?? found[3]) * 60 + Number(found[2] ?? found[4]);
}

const DAY = 1440;

/** From and to in minutes; what ends at or before its start runs into the next day. */
function span(one: Hours): [number, number] | null {
  const from = minutes(one.starts);
  const to = minutes(one.ends);
  if (from === null || to === null) return null;
  return [from, to <= from ? to + DAY : to];
}

const clockOf = (at: number) => {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = at > DAY ? at - DAY : at;
  return `${two(Math.floor(day / 60))}:${two(day % 60)}`;
};

/** The times of a weekday at which somebody must be on duty and nobody's turn it is. */
export function bareTimes(draft: Draft, weekday: Weekday): [string, string][] {
  const index = WEEKDAYS.indexOf(weekday);
  const turnsOf = (shift: number) => {
    const day = WEEKDAYS[(index + shift + 7) % 7] ?? weekday;
    return draft.turns[day].flatMap((turn) => {
      const found = span(turn);
      return found ? [[found[0] + shift * DAY, found[1] + shift * DAY] as const] : [];
    });
  };
  const covering = [...turnsOf(-1), ...turnsOf(0), ...turnsOf(1)];
  const bare: [string, string][] = [];
  for (const hours of draft.hours[weekday]) {
    const wanted = span(hours);
    if (!wanted) continue;
    let at = wanted[0];
    for (const [from, to] of [...covering].sort((a, b) => a[0] - b[0])) {
      if (to <= at) continue;
      if (from >= wanted[1]) break;
      if (from > at) bare.push([clockOf(at), clockOf(from)]);
      at = Math.max(at, to);
    }
    if (at < wanted[1]) bare.push([clockOf(at), clockOf(wanted[1])]);
  }
  return bare;
}
