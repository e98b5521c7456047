import { Link } from 'wouter';
import type { LinksQuery as LinksData } from '../generated/insights/graphql';
import { useSpeech } from '../words';
import { concerns, type Focus } from './focus';
import { namesOf } from './links';
import { PairButton } from './PairButton';
import { bySurelySaved, savingOf, type Saving } from './saving';
import { Section } from './Section';
import { useFirst } from './useShown';

const SHOWN = 5;

type Row = LinksData['proposals']['rows'][number];
type Props = { data: LinksData; focus: Focus };

/** Which two units need a mini-network: the most hours surely saved first. */
export function Proposals({ data, focus }: Props) {
  const { words } = useSpeech();
  const text = words.links;
  const rows = data.proposals.rows.filter((row) => concerns(row, focus)).sort(bySurelySaved);
  const [shown, showAll] = useFirst('proposals', rows, SHOWN);
  return (
    <Section about={data.proposals}>
      {rows.length === 0 ? (
        <p className="network-says">
          {data.proposals.suppressed
            ? words.bridges.why.tooFew
            : focus
              ? text.noneOfChosen
              : text.noProposals}
        </p>
      ) : null}
      <ol className="proposals">
        {shown.map((row) => (
          <Proposal key={row.key} row={row} />
        ))}
      </ol>
      {showAll ? (
        <button type="button" className="plain" onClick={showAll}>
          {text.allProposals(rows.length)}
        </button>
      ) : null}
    </Section>
  );
}

function Proposal({ row }: { row: Row }) {
  const { words, say, locale } = useSpeech();
  const text = words.links;
  const round = (value: number) => Math.round(value).toLocaleString(locale);
  const range = (one: { low: number; high: number }) => `${round(one.low)}–${round(one.high)}`;
  const said = (one: { value: number; low: number; high: number }) => ({
    n: round(one.value),
    range: range(one),
  });
  const { promised, realised, source, target } = row;
  const saving = savingOf(row);
  const saves = (found: Saving) => {
    if (found.of === 'customer') return text.savesCustomer;
    const [steps, bounces] = [said(found.steps), said(found.bounces)];
    return found.of === 'steps'
      ? text.savesSteps(steps, bounces)
      : text.saves(said(found.hours), steps, bounces);
  };
  const perWeek = row.casesPerWeek.toLocaleString(locale, { maximumFractionDigits: 1 });
  return (
    <li>
      <h3>
        <PairButton pair={row} />
      </h3>
      <p className="measure">
        {text.wentRound(
          row.cases.toLocaleString(locale),
          perWeek,
          row.busyWeek.toLocaleString(locale),
        )}{' '}
        {saving ? saves(saving) : null}{' '}
        {row.issueTypes.length > 0 ? text.mostly(namesOf(row.issueTypes, say)) : null}
      </p>
      {promised && realised != null && promised.high > 0 ? (
        <p className="measure quiet">
          {text.held[
            realised < promised.low ? 'less' : realised > promised.high ? 'more' : 'within'
          ](range(promised), round(realised))}
        </p>
      ) : null}
      {source.unitId && target.unitId ? (
        <Link href={draftOf(source.unitId, target.unitId, row)}>{text.draft(say(row.label))}</Link>
      ) : (
        <p className="quiet">{text.smallTogether}</p>
      )}
    </li>
  );
}

/** The page that makes a mini-network, with what the proposal knows filled in. */
function draftOf(first: string, second: string, row: Row): string {
  const known = new URLSearchParams([
    ['unit', first],
    ['unit', second],
    ...row.issueTypes.map((kind) => ['type', kind.id]),
  ]);
  return `/mininetworks/new?${known.toString()}`;
}
