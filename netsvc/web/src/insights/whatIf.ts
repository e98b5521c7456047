/** What-if answers put together from rows that may be shown; pure. */
import type { TypeMovedQuery, WhatIfQuery } from '../generated/insights/graphql';

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
  /** Cases a week that a unit that is gone takes up now; unknown where it may not be told. */
  lifted?: number | null;
  /** Handovers a week that the units in between take up more, or fewer, when a link changes. */
  between?: Range | null;
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
  if (!row) return null;
  const taken = data.load.rows.find((one) => one.key === unit);
  return { ...answerOf(row), apart: row.apart ?? null, lifted: taken?.perWeek ?? null };
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
  if (!row) return null;
  const answer = answerOf(row);
  return { ...answer, between: answer.handovers && aWeek(answer.handovers, answer.weeks) };
}

const aWeek = ({ value, low, high }: Range, weeks: number): Range => ({
  value: value / weeks,
  low: low / weeks,
  high: high / weeks,
});

/** What the service answers for a type and the unit that takes it over. */
export function moved({ typeMoved }: TypeMovedQuery): Answer | null {
  if (!typeMoved) return null;
  const { cases, handovers, hours, loadNow, loadThen } = typeMoved;
  return {
    cases,
    weeks: cases / (loadThen - loadNow),
    handovers,
    hours: hours ?? null,
    stranded: 0,
    load: { now: loadNow, then: loadThen },
  };
}

/** How many links hang on one person only, in all or of one unit. */
export function lone(data: WhatIfQuery, unit: string | null): number {
  return data.loneBridges.rows.filter(
    ({ source, target }) => unit === null || source.key === unit || target.key === unit,
  ).length;
}

/** Whom one is paired with, and who is chosen already; anybody while nobody is chosen. */
export function partnersOf(
  rows: readonly Pick<Changed, 'source' | 'target'>[],
  one: string,
  chosen: string,
): Choice[] {
  const pairs = one ? rows.filter((row) => [row.source.key, row.target.key].includes(one)) : rows;
  const partners = new Set(placesOf(pairs).map((place) => place.key));
  return placesOf(rows).filter(({ key }) => key === chosen || (key !== one && partners.has(key)));
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
