/** Numbers, dates and durations by Intl; `locale` is a BCP 47 tag. */

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** "12 min ago", "in 3 h"; older than a week as a date. */
export function relative(iso: string, now: number, locale: string): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  if (Math.abs(seconds) > 7 * 86_400) return day(iso, locale);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, 'second');
}

export function day(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(iso));
}

export function exact(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(iso),
  );
}

/** Minutes and seconds, "02:14". */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const tail = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

export function duration(seconds: number, locale: string): string {
  const minutes = Math.round(seconds / 60);
  const [value, unit] = minutes < 1 ? [Math.round(seconds), 'second'] : [minutes, 'minute'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}

/** A name inside running text starts small unless it is an abbreviation. */
export function capital(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

const PERCENT: Intl.NumberFormatOptions = { style: 'percent', maximumFractionDigits: 0 };

export function percent(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, PERCENT).format(share);
}

/** An interval as "61–68 %"; the estimate lies inside it. */
export function percentRange({ low, high }: { low: number; high: number }, locale: string): string {
  const from = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(low * 100);
  const to = percent(high, locale);
  return percent(low, locale) === to ? to : `${from}–${to}`;
}

/** The largest unit that says it in a number above one: "45 s", "12 min", "3 h", "2 d". */
export function longDuration(seconds: number, locale: string): string {
  const [unit, size] = UNITS.find(([, one]) => seconds >= one) ?? (['second', 1] as const);
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: seconds / size < 10 ? 1 : 0,
  }).format(seconds / size);
}
