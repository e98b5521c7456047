/** Days, weeks and turns on the clock of a rota; pure. Times go in and out as ISO texts. */
import type { Weekday } from '../generated/graphql';
import type { LocalText } from '../words';

export const WEEKDAYS = [
  'MON',
  'TUE',
  'WED',
  'THU',
  'FRI',
  'SAT',
  'SUN',
] as const satisfies readonly Weekday[];
export const DAY_MS = 86_400_000;
/** Gaps are told this long before they happen. */
export const AHEAD_DAYS = 28;

type Span = { startsAt: string; endsAt: string };
export type DutyLike = Span & { day: string; expert?: { id: string; name: string } | null };

/** The date in a time zone, as "2026-03-04". */
export function dateIn(at: number | string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date(at));
  return parts;
}

/** The time of day in a time zone, as "08:00". */
export function clockIn(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(iso));
}

/** The time of day at which something ends: midnight is "24:00" of the day that ends. */
export function endClockIn(iso: string, timeZone: string): string {
  const clock = clockIn(iso, timeZone);
  return clock === '00:00' ? '24:00' : clock;
}

/** A date some days later. */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The Monday of a date's week. */
export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
  return plusDays(day, -weekday);
}

export const daysOfWeek = (monday: string) => WEEKDAYS.map((_, index) => plusDays(monday, index));

/** A span that surely holds the week in every time zone; the days are sorted out by the rota's. */
export function around(monday: string): { from: string; to: string } {
  return {
    from: `${plusDays(monday, -1)}T00:00:00Z`,
    to: `${plusDays(monday, 8)}T23:59:59Z`,
  };
}

/** What begins on a date, by the clock of the rota; a span over midnight belongs to its start. */
export function startingOn<One extends Span>(spans: One[], day: string, timeZone: string): One[] {
  return spans.filter((one) => dateIn(one.startsAt, timeZone) === day);
}

/** The parts of gaps that fall on a date, each cut at midnight, as times of day. */
export function gapsOn(gaps: Span[], day: string, timeZone: string): [string, string][] {
  return gaps.flatMap((gap): [string, string][] => {
    const first = dateIn(gap.startsAt, timeZone);
    const last = dateIn(gap.endsAt, timeZone);
    if (day < first || day > last) return [];
    const from = day === first ? clockIn(gap.startsAt, timeZone) : '00:00';
    const to = day === last ? clockIn(gap.endsAt, timeZone) : '24:00';
    return from === to || to === '00:00' ? [] : [[from, to]];
  });
}

/** A moment rounded down, so that a question stays the same question for a while. */
export const rounded = (at: number, step: number) =>
  new Date(Math.floor(at / step) * step).toISOString();

/** "2026-03-04" in the reader's words: "Wed 4 March". */
export function dayName(day: string, locale: string, weekday: 'short' | 'long' = 'short'): string {
  return new Intl.DateTimeFormat(locale, {
    weekday,
    day: 'numeric',
    month: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T12:00:00Z`));
}

export function weekdayName(weekday: Weekday, locale: string): string {
  const monday = Date.parse('2026-03-02T12:00:00Z');
  const at = monday + WEEKDAYS.indexOf(weekday) * DAY_MS;
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(at);
}

/** Whether the people are of at least two units, as a mini-network must be. */
export function crossesUnits(people: { units: { id: string }[] }[]): boolean {
  return new Set(people.flatMap((one) => one.units.slice(0, 1).map((unit) => unit.id))).size > 1;
}

type Unit = { id: string; name: LocalText };
type Group<One> = { id: string; name: LocalText | null; people: One[] };

/** Each unit with its people, in the order in which they come. */
export function byUnit<One extends { units: Unit[] }>(people: One[]): Group<One>[] {
  const groups = new Map<string, Group<One>>();
  for (const one of people) {
    const unit = one.units[0];
    const id = unit?.id ?? '';
    const group = groups.get(id) ?? { id, name: unit?.name ?? null, people: [] };
    group.people.push(one);
    groups.set(id, group);
  }
  return [...groups.values()];
}
