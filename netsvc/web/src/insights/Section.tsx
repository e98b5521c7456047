import { Box } from '@mantine/core';
import type { ReactNode } from 'react';
import type {
  AboutPartsFragment,
  Dimension,
  EstimatePartsFragment,
  MeasurePartsFragment,
  NetworkQuery as NetworkData,
} from '../generated/insights/graphql';
import { useSpeech } from '../words';
import { day, exact, percentRange } from '../words/format';
import { useDays } from './usePeriod';

export const INSIGHTS = { url: '/insights' };

/** What a section of the page's own query is given. */
export type SectionData = { data: NetworkData };

type SectionProps = {
  about: Pick<AboutPartsFragment, 'asOf' | 'measure'> &
    Partial<Pick<AboutPartsFragment, 'from' | 'to' | 'leftOut'>>;
  /** Where it is another view of a measure that has a section already. */
  name?: string;
  /** How what is shown is split, and so the files; the measure's first split unless said. */
  by?: readonly Dimension[];
  children: ReactNode;
};

/** One measure: its name and period, what it says, and what it is. */
export function Section({ about, name, by, children }: SectionProps) {
  const { words, say, locale } = useSpeech();
  const { measure, from, to, asOf, leftOut = 0 } = about;
  const id = name ? `${measure.id}-view` : measure.id;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {name ?? say(measure.names)}
        {from && to ? ` · ${day(from, locale)} – ${day(to, locale)}` : ''}
      </h2>
      {children}
      {leftOut > 0 ? (
        <p className="quiet">{words.insights.leftOut(leftOut.toLocaleString(locale))}</p>
      ) : null}
      <details>
        <summary>{words.insights.why}</summary>
        <p className="measure">{say(measure.explanation)}</p>
        <p className="measure quiet">{say(measure.smallGroups)}</p>
        <p className="quiet">{words.insights.asOf(exact(asOf, locale))}</p>
        {(by ?? measure.dimensions.slice(0, 1)).map((one, _, all) => (
          <Files key={one} measure={measure} by={one} named={all.length > 1} />
        ))}
      </details>
    </section>
  );
}

const PAIRED: readonly string[] = ['FLOW', 'SILO_FLOW', 'PAIR'];

type FilesProps = { measure: MeasurePartsFragment; by: Dimension; named: boolean };

/** The same figures for other programs; what is about pairs of units is a graph too. */
function Files({ measure, by, named }: FilesProps) {
  const { words, language } = useSpeech();
  const { from, to } = useDays();
  const asked = new URLSearchParams({
    language: language.toLowerCase(),
    by,
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  });
  const forms = PAIRED.includes(by) ? ['csv', 'json', 'graphml'] : ['csv', 'json'];
  return (
    <p className="row">
      <span className="quiet">
        {words.insights.files}
        {named ? ` ${words.figures.split[by]}` : ''}
      </span>
      {forms.map((form) => (
        <a key={form} href={`/insights/export/${measure.id}.${form}?${asked.toString()}`} download>
          {form === 'graphml' ? 'GraphML' : form.toUpperCase()}
        </a>
      ))}
    </p>
  );
}

export function Figure({ estimate }: { estimate: EstimatePartsFragment | null | undefined }) {
  const { words, locale } = useSpeech();
  return (
    <td className="number">
      {estimate ? (
        percentRange(estimate, locale)
      ) : (
        <span className="quiet">{words.insights.tooFew}</span>
      )}
    </td>
  );
}

export function Behind({ estimate }: { estimate: EstimatePartsFragment }) {
  const { words, locale } = useSpeech();
  return <span className="quiet">{words.insights.ofCases(estimate.n.toLocaleString(locale))}</span>;
}

/** A table that scrolls by itself on a narrow screen, also by the arrow keys. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  const { words } = useSpeech();
  return (
    // its section has the same name already
    <Box
      className="wide-table"
      role="region"
      aria-label={words.insights.tableOf(label)}
      tabIndex={0}
    >
      {children}
    </Box>
  );
}
