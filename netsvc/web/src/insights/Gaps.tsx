import type { ComponentProps, ReactNode } from 'react';
import type { LinksQuery as LinksData } from '../generated/insights/graphql';
import { useSpeech } from '../words';
import { concerns, type Focus } from './focus';
import { byNumber, namesOf, pairsFirst, REST } from './links';
import { PairButton } from './PairButton';
import { Section } from './Section';
import { useFirst } from './useShown';
import { useWhatIf } from './useWhatIf';

const SHOWN = 10;

type Props = { data: LinksData; focus: Focus };

/** Units that need each other and never meet, and links that hang on one person. */
export function Gaps({ data, focus }: Props) {
  return (
    <>
      <Missing data={data} focus={focus} />
      <Lone data={data} focus={focus} />
    </>
  );
}

function Missing({ data, focus }: Props) {
  const { words, locale } = useSpeech();
  const text = words.links;
  const rows = data.missingLinks.rows
    .filter((row) => concerns(row, focus))
    .sort((a, b) => pairsFirst(a, b) || b.needs - a.needs);
  const none = focus ? text.noneOfChosen : text.noMissing;
  return (
    <Pairs
      about={data.missingLinks}
      list="missing"
      rows={rows}
      inAll={text.missingInAll}
      none={data.missingLinks.suppressed ? words.bridges.why.tooFew : none}
      line={(row) =>
        row.key === REST ? (
          text.missingTogether(row.needs.toLocaleString(locale))
        ) : (
          <Pair row={row} />
        )
      }
    />
  );
}

function Lone({ data, focus }: Props) {
  const { words, say } = useSpeech();
  const text = words.links;
  const rows = data.loneBridges.rows
    .filter((row) => concerns(row, focus))
    .sort((a, b) => byNumber(say(a.label), say(b.label)));
  return (
    <Pairs
      about={data.loneBridges}
      list="lone"
      rows={rows}
      inAll={text.loneInAll}
      none={focus ? text.noneOfChosen : text.noLone}
      line={(row) => (
        <>
          <PairButton pair={row} />: {text.lone}
        </>
      )}
    />
  );
}

type PairsProps<Line> = Pick<ComponentProps<typeof Section>, 'about'> & {
  list: string;
  rows: readonly Line[];
  inAll: (count: string) => string;
  none: string;
  line: (row: Line) => ReactNode;
};

/** Pairs of units, the first of them until more are asked for. */
function Pairs<Line extends { key: string }>(props: PairsProps<Line>) {
  const { about, list, rows, inAll, none, line } = props;
  const { words, locale } = useSpeech();
  const [shown, showAll] = useFirst(list, rows, SHOWN);
  return (
    <Section about={about}>
      {rows.length > SHOWN ? (
        <p className="network-says">{inAll(rows.length.toLocaleString(locale))}</p>
      ) : null}
      {rows.length > 0 ? (
        <ul className="gaps">
          {shown.map((row) => (
            <li key={row.key}>{line(row)}</li>
          ))}
        </ul>
      ) : (
        <p className="network-says">{none}</p>
      )}
      {showAll ? (
        <button type="button" className="plain" onClick={showAll}>
          {words.links.allProposals(rows.length)}
        </button>
      ) : null}
    </Section>
  );
}

type Row = LinksData['missingLinks']['rows'][number];

/** Two units that need each other: how often, in what, and where to go on from there. */
function Pair({ row }: { row: Row }) {
  const { words, say, locale } = useSpeech();
  const text = words.links;
  const whatIf = useWhatIf();
  const { source, target, needs, issueTypes } = row;
  const name = say(row.label);
  return (
    <>
      <PairButton pair={row} />: {text.missing(needs.toLocaleString(locale))}{' '}
      {issueTypes.length > 0 ? `${text.mostly(namesOf(issueTypes, say))} ` : null}
      {source.unitId && target.unitId ? (
        <button
          type="button"
          className="plain"
          aria-label={`${text.whatIfOpened} ${name}`}
          onClick={() => whatIf('open', source.key, target.key)}
        >
          {text.whatIfOpened}
        </button>
      ) : null}
    </>
  );
}
