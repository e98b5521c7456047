import type { OpenHoursInput, Weekday } from '../generated/graphql';

type Span = { weekday: Weekday; starts: string; ends: string };

/** The spans of a day as one writes them: `08:00–12:00, 13:00–16:00`. */
export function written(hours: readonly Span[], weekday: Weekday): string {
  return hours
    .filter((one) => one.weekday === weekday)
    .map(({ starts, ends }) => `${starts}–${ends}`)
    .join(', ');
}

/** What was written of a day; `8-16` and `8.30 - 12` are understood, null is what is not. */
export function read(text: string, weekday: Weekday): OpenHoursInput[] | null {
  const spans: OpenHoursInput[] = [];
  for (const part of text.split(/[,;]/)) {
    if (!part.trim()) continue;
    const ends = part.split(/[–—-]/).map(clock);
    const [starts, closes] = ends;
    if (ends.length !== 2 || !starts || !closes) return null;
    spans.push({ weekday, starts, ends: closes });
  }
  return spans;
}

function clock(text: string): string | null {
  const found = /^\s*(\d{1,2})(?:[:.](\d{2}))?\s*$/.exec(text);
  if (!found) return null;
  const [, hour = '', minute = '00'] = found;
  const time = `${hour.padStart(2, '0')}:${minute}`;
  return Number(hour) < 24 && Number(minute) < 60 ? time : time === '24:00' ? time : null;
}
