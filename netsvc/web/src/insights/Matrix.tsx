import { useMemo } from 'react';
import { useAddress } from './useAddress';
import type { LinksQuery as LinksData } from '../generated/insights/graphql';
import { useSpeech } from '../words';
import { day, exact, percent } from '../words/format';
import { besideOf } from './beside';
import { CasesBehind } from './CasesBehind';
import { Explained } from './Explained';
import { Flows } from './Flows';
import { Grid } from './Grid';
import { arranged, hubOf, idOf, restLast, type Chosen, type Level } from './links';
import { matrixSvg } from './picture';
import { Pictures } from './Pictures';
import { Section } from './Section';
import { TableFirst } from './TableFirst';
import { Unlinked } from './Unlinked';
import { useOneSilo } from './useOneSilo';

type Props = {
  data: LinksData;
  level: Level;
  chosen: Chosen;
  showBy: (level: Level) => void;
  choose: (chosen: Chosen) => void;
};

const LEVELS: readonly Level[] = ['silos', 'units'];
/** What stands on a screen beside each other; the rest is a press away, up to what can be read. */
const FIRST = 18;
const MOST = 60;

/** Who hands over to whom, beside what the volumes alone would give; a cell explains itself. */
export function Matrix({ data, level, chosen, showBy, choose }: Props) {
  const { words, say, locale } = useSpeech();
  const text = words.links;
  // where each unit is a silo of its own, both views are the same
  const flat = isFlat(data);
  const shown = flat ? 'units' : level;
  const rows = data[shown].rows;
  const finding = useFinding(data);
  const hub = useHub(data);
  const { all, showAll } = useAll();
  const { from, to } = chosen ?? { from: '', to: '' };
  const order = useMemo(
    () => arranged(rows, (place) => say(place.label), all ? MOST : FIRST, [from, to]),
    [rows, say, all, from, to],
  );
  const { from: since, to: until, asOf } = data.units;
  const draw = () =>
    matrixSvg(
      rows,
      order,
      {
        title: finding,
        under: [
          text.matrix,
          since && until ? `${day(since, locale)} – ${day(until, locale)}` : '',
          words.insights.asOf(exact(asOf, locale)),
        ]
          .filter(Boolean)
          .join(' · '),
        key: text.key,
      },
      (place) => say(place.label),
      locale,
    );
  const cell = rows.find((row) => idOf(row.source) === from && idOf(row.target) === to);
  const ends = cell ? null : endsOf(data, shown, from, to);
  const oneSilo = useOneSilo(shown === 'silos' && order.all === 1);
  const beside = useMemo(() => besideOf(data, shown), [data, shown]);
  return (
    <Section about={data.units} by={[shown === 'units' ? 'FLOW' : 'SILO_FLOW']}>
      <p className="network-says">
        {finding} {hub} {order.found && order.starts.size > 0 ? text.blocks : null}
      </p>
      {flat ? (
        <p className="quiet small">{text.key}</p>
      ) : (
        <div className="row" role="group" aria-label={text.level}>
          {LEVELS.map((one) => (
            <button
              key={one}
              type="button"
              className="level"
              aria-pressed={one === level}
              onClick={() => showBy(one)}
            >
              {text.levels[one]}
            </button>
          ))}
          <span className="quiet small">{text.key}</span>
        </div>
      )}
      {oneSilo ? <p className="quiet measure">{words.bridges.matrixOneSilo}</p> : null}
      <div role="status" className="cell-says" id="cell" tabIndex={-1}>
        {cell ? (
          <Explained row={cell} beside={beside} clear={() => choose(null)} />
        ) : ends ? (
          <Unlinked {...ends} clear={() => choose(null)} />
        ) : (
          <p className="quiet">{text.chooseCell}</p>
        )}
      </div>
      {cell ? <CasesBehind row={cell} level={shown} /> : null}
      {rows.length > 0 ? (
        <TableFirst
          className="matrix-and-table"
          picture={
            <>
              <Grid rows={rows} order={order} chosen={chosen} choose={choose} />
              {order.all > FIRST ? (
                <p className="row">
                  <span className="quiet">
                    {text.busiest(
                      Math.min(order.all, all ? MOST : FIRST).toLocaleString(locale),
                      order.all.toLocaleString(locale),
                    )}
                  </span>
                  <button type="button" className="plain" onClick={() => showAll(!all)}>
                    {all
                      ? text.fewer(FIRST.toLocaleString(locale))
                      : text.moreUnits(Math.min(order.all, MOST).toLocaleString(locale))}
                  </button>
                </p>
              ) : null}
            </>
          }
          table={<Flows rows={rows} beside={beside} choose={choose} />}
        />
      ) : null}
      {rows.length > 0 ? <Pictures name={`matrix-${shown}`} draw={draw} /> : null}
    </Section>
  );
}

/** The chosen two where no handover between them is shown, as other sections know them. */
function endsOf(data: LinksData, level: Level, from: string, to: string) {
  const places = [...data[level].rows, ...data.missingLinks.rows].flatMap((row) => [
    row.source,
    row.target,
  ]);
  const [one, other] = [from, to].map((id) => places.find((place) => idOf(place) === id));
  return one && other ? { from: one, to: other } : null;
}

/** Whether no unit stands under another, as in a log that knows no more than groups. */
function isFlat({ units, silos }: LinksData): boolean {
  const places = units.rows.flatMap((row) => [row.source, row.target]);
  return silos.rows.length > 0 && places.every((place) => !place.silo || place.silo === place.key);
}

/** Whether more units than the busiest are shown; it stands in the address. */
function useAll() {
  const [address, put] = useAddress();
  return {
    all: address.get('matrix') === 'more',
    showAll: (all: boolean) =>
      put((next) => {
        if (all) next.set('matrix', 'more');
        else next.delete('matrix');
      }),
  };
}

/** The unit that a great part of all handovers passes, where there is one. */
function useHub(data: LinksData): string | null {
  const { words, say, locale } = useSpeech();
  const hub = hubOf(data.units.rows);
  if (!hub) return null;
  return words.links.hub(say(hub.place.label), percent(hub.share, locale));
}

/** The finding in words: where most flows. */
function useFinding(data: LinksData): string {
  const { words, say, locale } = useSpeech();
  const [first] = [...data.units.rows].sort((a, b) => restLast(a, b) || b.count - a.count);
  if (!first) {
    return data.units.suppressed ? words.insights.tooFew : words.bridges.matrixEmpty;
  }
  return words.insights.flowSays(
    say(first.source.label),
    say(first.target.label),
    first.count.toLocaleString(locale),
  );
}
