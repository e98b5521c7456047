/** What-if answers put together from rows that may be shown; pure. */
import type { WhatIfQuery } from '../generated/insights/graphql';

export const KINDS = ['unit', 'open', 'close', 'move', 'person'] as const;
export type Kind = (typeof KINDS)[number];
type Text = { fi: string; sv: string; en: string };
export type Choice = { key: string; label: Text };

export type Range = { value: number; low: number; high: number };
/** A change over the period; missing where too few people stand behind it. */
export type Answer = {
  cases: number;
  weeks: number;
  handovers: Range | null;
  hours: Range | null;
  stranded: number | null;
  /** Pairs of other units that only reach each other through the unit. */
  apart?: number | null;
  /** Cases a week at the unit that takes a type over: now, and at most afterwards. */
  load?: { now: number; then: number };
};

type Changed = WhatIfQuery['linkClosed']['rows'][number];

const answerOf = (row: Omit<Changed, 'source' | 'target'>): Answer => ({
  cases: row.cases,
  weeks: row.cases / row.casesPerWeek,
  handovers: row.hopsChange ?? null,
  hours: row.hoursChange ?? null,
  stranded: row.stranded ?? null,
});

export function withoutUnit(data: WhatIfQuery, unit: string): Answer | null {
  const row = data.withoutUnit.rows.find((one) => one.key === unit);
  return row ? { ...answerOf(row), apart: row.apart ?? null } : null;
}

/** The change of a link, whichever way the two were chosen; small units together are no link. */
export function link(rows: readonly Changed[], first: string, second: string): Answer | null {
  const row = rows.find(
    ({ source, target }) =>
      source.unitId &&
      target.unitId &&
      ((source.key === first && target.key === second) ||
        (source.key === second && target.key === first)),
  );
  return row ? answerOf(row) : null;
}

/** Every case of the type is handed over once, to the unit, and waits there as others do now. */
export function moved(data: WhatIfQuery, type: string, unit: string): Answer | null {
  const row = data.movedTypes.rows.find((one) => one.key === type);
  const load = data.load.rows.find((one) => one.key === unit);
  if (!row || !load) return null;
  const { cases, handovers, hours } = row;
  const there = load.hours;
  return {
    cases,
    weeks: cases / row.casesPerWeek,
    handovers: handovers ? less({ value: cases, low: cases, high: cases }, handovers) : null,
    hours:
      hours && there
        ? less(
            { value: cases * there.value, low: cases * there.low, high: cases * there.high },
            hours,
          )
        : null,
    stranded: 0,
    load: { now: load.perWeek, then: load.perWeek + row.casesPerWeek },
  };
}

/** A difference of two figures that are drawn apart: its interval is rather too wide. */
function less(one: Range, other: Range): Range {
  return {
    value: one.value - other.value,
    low: one.low - other.high,
    high: one.high - other.low,
  };
}

/** How many links hang on one person only, in all or of one unit. */
export function lone(data: WhatIfQuery, unit: string | null): number {
  return data.loneBridges.rows.filter(
    ({ source, target }) => unit === null || source.key === unit || target.key === unit,
  ).length;
}

/** Both ends of every pair, each once. */
export function placesOf(rows: readonly Pick<Changed, 'source' | 'target'>[]): Choice[] {
  const found = new Map<string, Choice>();
  for (const { source, target } of rows) {
    for (const place of [source, target]) {
      if (place.unitId) found.set(place.key, { key: place.key, label: place.label });
    }
  }
  return [...found.values()];
}
