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
import { marks } from './focus';
import { Levels } from './Levels';
import { arranged, hubOf, idOf, everyPlace, restLast, type Level } from './links';
import { Narrowed } from './Narrowed';
import { matrixSvg } from './picture';
import { Pictures } from './Pictures';
import { Section } from './Section';
import { TableFirst } from './TableFirst';
import { Unlinked } from './Unlinked';
import { useChosen } from './useChosen';
import { useMap } from './useMap';
import { useOneSilo } from './useOneSilo';

type Props = {
  data: LinksData;
  level: Level;
  showBy: (level: Level) => void;
};

/** What stands on a screen beside each other; the rest is a press away, up to what can be read. */
const FIRST = 18;
const MOST = 60;

/** Who hands over to whom, beside what the volumes alone would give; a cell explains itself. */
export function Matrix({ data, level, showBy }: Props) {
  const { words, say, locale } = useSpeech();
  const text = words.links;
  // where each unit is a silo of its own, both views are the same
  const flat = isFlat(data);
  const shown = flat ? 'units' : level;
  const rows = data[shown].rows;
  const { finding, largest } = useFinding(data);
  const hub = useHub(data);
  const { all, showAll } = useAll();
  const { chosen, focus, choose } = useChosen();
  const clear = () => choose(null);
  const { from, to } = chosen ?? { from: '', to: '' };
  const order = useMemo(
    () => arranged(rows, (place) => say(place.label), all ? MOST : FIRST, focus?.units),
    [rows, say, all, focus],
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
  const ends = cell ? null : endsOf(data, from, to);
  const some = data.units.rows.length + data.silos.rows.length > 0;
  const oneSilo = useOneSilo(shown === 'silos' && order.all === 1);
  const beside = useMemo(() => besideOf(data, shown), [data, shown]);
  return (
    <Section about={data.units} by={[shown === 'units' ? 'FLOW' : 'SILO_FLOW']}>
      <p className="network-says">
        {finding}{' '}
        {largest ? (
          <button type="button" className="plain" onClick={largest}>
            {text.showCell}
          </button>
        ) : null}{' '}
        {hub} {order.found && order.starts.size > 0 ? text.blocks : null}
      </p>
      {!some ? null : flat ? (
        <p className="quiet small">{text.key}</p>
      ) : (
        <Levels label={text.level} level={level} show={showBy}>
          <span className="quiet small">{text.key}</span>
        </Levels>
      )}
      {oneSilo ? <p className="quiet measure">{words.bridges.matrixOneSilo}</p> : null}
      <div role="status" className="cell-says" id="cell" tabIndex={-1}>
        {cell ? (
          <Explained row={cell} beside={beside} clear={clear} />
        ) : ends ? (
          <Unlinked {...ends} clear={clear} />
        ) : some || focus ? (
          <Narrowed data={data} focus={focus} clear={clear} />
        ) : null}
      </div>
      {cell ? <CasesBehind row={cell} level={shown} /> : null}
      {rows.length > 0 ? (
        <TableFirst
          className="matrix-and-table"
          picture={
            <>
              <Grid rows={rows} order={order} focus={focus} choose={choose} />
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
          table={
            <Flows
              rows={
                !focus || focus.kind === 'cell' ? rows : rows.filter((row) => marks(row, focus))
              }
              beside={beside}
              choose={choose}
            />
          }
        />
      ) : null}
      {rows.length > 0 ? <Pictures name={`matrix-${shown}`} draw={draw} /> : null}
    </Section>
  );
}

/** The chosen two where no handover between them is shown, as other sections know them. */
function endsOf(data: LinksData, from: string, to: string) {
  const places = everyPlace(data);
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

/** The finding in words: where most flows; and how to get to its cell. */
function useFinding(data: LinksData): { finding: string; largest?: () => void } {
  const { words, say, locale } = useSpeech();
  const { explain } = useMap();
  const [first] = [...data.units.rows].sort((a, b) => restLast(a, b) || b.count - a.count);
  if (!first) {
    return {
      finding: data.units.suppressed ? words.bridges.why.tooFew : words.bridges.matrixEmpty,
    };
  }
  const finding = words.insights.flowSays(
    say(first.source.label),
    say(first.target.label),
    first.count.toLocaleString(locale),
  );
  return { finding, largest: () => explain(idOf(first.source), idOf(first.target)) };
}
