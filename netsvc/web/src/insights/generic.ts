/** A measure that the page knows nothing of: what to ask for it and how to say a figure; pure. */
import type { AllMeasuresQuery, Dimension, Kind } from '../generated/insights/graphql';

export type About = AllMeasuresQuery['measures'][number];

/** Measures that have a section of their own on the page. */
const OWN: readonly string[] = [
  'siloedness',
  'siloChange',
  'bounceChange',
  'flows',
  'outcomes',
  'loops',
  'missingLinks',
  'loneBridges',
  'proposals',
  'withoutUnit',
  'linkOpened',
  'linkClosed',
  'movedTypes',
  'redirectRate',
  'firstContactResolution',
  'customerSolved',
  'customerRepeated',
  'verdictAnswerRate',
  'shortages',
  'asksAnswered',
  'asksHelped',
  'knowledgeMoved',
  'repeatAsking',
  'skippedFields',
];

export const others = (all: readonly About[]) => all.filter((one) => !OWN.includes(one.id));

const TEXT = '{ fi sv en }';
const PARTS: Partial<Record<Kind, string>> = {
  ESTIMATE: '{ value low high n }',
  AGAINST_CHANCE: '{ value low high n expected expectedLow expectedHigh p }',
  ISSUE_TYPES: `{ label ${TEXT} }`,
};

/** Flows between units that are asked for, as other sections ask: they are worked out beforehand. */
const MOST_FLOWS = 1000;

/** The query of one measure, made of what the service says of it. */
export function queryOf(measure: About, by: Dimension): string {
  const most = by === 'FLOW' ? `, most: ${MOST_FLOWS}` : '';
  const columns = measure.columns.map((one) => `${one.name} ${PARTS[one.kind] ?? ''}`).join(' ');
  return `query OneMeasure($from: Date, $to: Date) {
    answer: ${measure.id}(by: ${by}, from: $from, to: $to${most}) {
      asOf from to suppressed leftOut rows { key label ${TEXT} ${columns} }
    }
  }`;
}

type Interval = { value: number; low?: number | null; high?: number | null };
type Chance = Interval & {
  expected: number;
  expectedLow?: number | null;
  expectedHigh?: number | null;
};

export type Row = { key: string; label: { fi: string; sv: string; en: string } } & Record<
  string,
  unknown
>;

/** A figure in words: with its interval, and with what chance would give. */
export function figure(
  kind: Kind,
  value: unknown,
  locale: string,
  byChance: (figure: string) => string,
  say: (text: { fi: string; sv: string; en: string }) => string,
): string {
  if (value == null) return '';
  const number = (one: number) => one.toLocaleString(locale, { maximumFractionDigits: 2 });
  const range = (one: Interval) =>
    one.low == null || one.high == null
      ? number(one.value)
      : `${number(one.value)} (${number(one.low)} – ${number(one.high)})`;
  if (kind === 'ESTIMATE') return range(value as Interval);
  if (kind === 'AGAINST_CHANCE') {
    const { expected, expectedLow, expectedHigh } = value as Chance;
    const chance = range({ value: expected, low: expectedLow ?? null, high: expectedHigh ?? null });
    return `${range(value as Interval)}, ${byChance(chance)}`;
  }
  if (kind === 'ISSUE_TYPES') {
    return (value as { label: Row['label'] }[]).map((one) => say(one.label)).join(', ');
  }
  return typeof value === 'number' ? number(value) : (value as string);
}
