import type { LinksQuery as LinksData } from '../generated/insights/graphql';
import { useSpeech } from '../words';
import { byNumber, concerns, idOf, namesOf, REST, restLast, type Chosen } from './links';
import { Section } from './Section';
import { useMap } from './useMap';
import { useWhole } from './useShown';
import { useWhatIf } from './useWhatIf';

const SHOWN = 10;

type Props = { data: LinksData; chosen: Chosen };

/** Units that need each other and never meet, and links that hang on one person. */
export function Gaps({ data, chosen }: Props) {
  return (
    <>
      <Missing data={data} chosen={chosen} />
      <Lone data={data} chosen={chosen} />
    </>
  );
}

function Missing({ data, chosen }: Props) {
  const { words, locale } = useSpeech();
  const text = words.links;
  const [all, showAll] = useWhole('missing');
  const rows = data.missingLinks.rows
    .filter((row) => concerns(row, chosen))
    .sort((a, b) => restLast(a, b) || b.needs - a.needs);
  return (
    <Section about={data.missingLinks}>
      {rows.length > SHOWN ? (
        <p className="network-says">{text.missingInAll(rows.length.toLocaleString(locale))}</p>
      ) : null}
      {rows.length > 0 ? (
        <ul className="gaps">
          {rows.slice(0, all ? rows.length : SHOWN).map((row) => (
            <li key={row.key}>
              {row.key === REST ? (
                text.missingTogether(row.needs.toLocaleString(locale))
              ) : (
                <Pair row={row} />
              )}
            </li>
          ))}
        </ul>
      ) : (
        <p className="network-says">
          {data.missingLinks.suppressed
            ? words.insights.tooFew
            : chosen
              ? text.noneOfChosen
              : text.noMissing}
        </p>
      )}
      {!all && rows.length > SHOWN ? (
        <button type="button" className="plain" onClick={showAll}>
          {text.allProposals(rows.length)}
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
  const { choose } = useMap();
  const whatIf = useWhatIf();
  const { source, target, needs, issueTypes } = row;
  const name = say(row.label);
  const chosen = () => {
    choose(idOf(source), idOf(target));
    document.getElementById('cell')?.focus();
  };
  return (
    <>
      <button type="button" className="plain" onClick={chosen}>
        {name}
      </button>
      : {text.missing(needs.toLocaleString(locale))}{' '}
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

function Lone({ data, chosen }: Props) {
  const { words, say, locale } = useSpeech();
  const text = words.links;
  const [all, showAll] = useWhole('lone');
  const rows = data.loneBridges.rows
    .filter((row) => concerns(row, chosen))
    .sort((a, b) => byNumber(say(a.label), say(b.label)));
  return (
    <Section about={data.loneBridges}>
      {rows.length > SHOWN ? (
        <p className="network-says">{text.loneInAll(rows.length.toLocaleString(locale))}</p>
      ) : null}
      {rows.length > 0 ? (
        <ul className="gaps">
          {rows.slice(0, all ? rows.length : SHOWN).map((row) => (
            <li key={row.key}>{text.lone(say(row.label))}</li>
          ))}
        </ul>
      ) : (
        <p className="network-says">{chosen ? text.noneOfChosen : text.noLone}</p>
      )}
      {!all && rows.length > SHOWN ? (
        <button type="button" className="plain" onClick={showAll}>
          {text.allProposals(rows.length)}
        </button>
      ) : null}
    </Section>
  );
}
