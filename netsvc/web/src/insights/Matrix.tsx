import './links.css';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useSearchParams } from 'wouter';
import type {
  FlowPartsFragment,
  LinksQuery as LinksData,
  PlacePartsFragment,
} from '../generated/insights/graphql';
import { useSpeech } from '../words';
import { day, exact, longDuration, percentRange } from '../words/format';
import { CasesBehind } from './CasesBehind';
import { Flows } from './Flows';
import { ends, restLast, standing, strength, type Chosen, type Level } from './links';
import { matrixSvg } from './picture';
import { Pictures } from './Pictures';
import { Section, WideTable } from './Section';

type Props = {
  data: LinksData;
  level: Level;
  chosen: Chosen;
  showBy: (level: Level) => void;
  choose: (chosen: Chosen) => void;
};

const LEVELS: readonly Level[] = ['silos', 'units'];
const MARKS = { more: '+', fewer: '−', asChance: '', unknown: '' } as const;

/** Who hands over to whom, beside what the volumes alone would give; a cell explains itself. */
export function Matrix({ data, level, chosen, showBy, choose }: Props) {
  const { words, say, locale } = useSpeech();
  const text = words.links;
  const rows = data[level].rows;
  const finding = useFinding(data);
  const { from, to, asOf } = data.units;
  const draw = () =>
    matrixSvg(
      rows,
      {
        title: finding,
        under: [
          text.matrix,
          from && to ? `${day(from, locale)} – ${day(to, locale)}` : '',
          words.insights.asOf(exact(asOf, locale)),
        ]
          .filter(Boolean)
          .join(' · '),
        key: text.key,
      },
      (place) => say(place.label),
      locale,
    );
  const cell = rows.find((row) => row.source.key === chosen?.from && row.target.key === chosen.to);
  const says = (
    <div role="status" className="cell-says">
      {cell ? (
        <Explained data={data} row={cell} level={level} clear={() => choose(null)} />
      ) : (
        <p className="quiet">{text.chooseCell}</p>
      )}
    </div>
  );
  return (
    <Section about={data.units}>
      <p className="network-says">
        <Blocks data={data} />
      </p>
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
      {says}
      {cell ? <CasesBehind row={cell} level={level} /> : null}
      {rows.length > 0 ? (
        <div className="matrix-and-table">
          <Grid rows={rows} chosen={chosen} choose={choose} />
          <div className="as-table">
            <Flows rows={rows} choose={choose} />
          </div>
        </div>
      ) : (
        <p className="quiet">{words.insights.tooFew}</p>
      )}
      {rows.length > 0 ? <Pictures name={`matrix-${level}`} draw={draw} /> : null}
    </Section>
  );
}

/** The finding in words: where most flows. */
function Blocks({ data }: { data: LinksData }) {
  return useFinding(data);
}

function useFinding(data: LinksData): string {
  const { words, say, locale } = useSpeech();
  const [first] = [...data.units.rows].sort((a, b) => restLast(a, b) || b.count - a.count);
  if (!first) return words.insights.tooFew;
  return words.insights.flowSays(
    say(first.source.label),
    say(first.target.label),
    first.count.toLocaleString(locale),
  );
}

type GridProps = {
  rows: readonly FlowPartsFragment[];
  chosen: Chosen;
  choose: (chosen: Chosen) => void;
};

function Grid({ rows, chosen, choose }: GridProps) {
  const { words, say, locale } = useSpeech();
  const text = words.links;
  const table = useRef<HTMLTableElement>(null);
  const places = ends(rows, (place) => say(place.label));
  const [at, setAt] = useState<[number, number]>([0, 0]);
  const cells = new Map(rows.map((row) => [`${row.source.key}>${row.target.key}`, row]));
  const find = (from: PlacePartsFragment, to: PlacePartsFragment) =>
    cells.get(`${from.key}>${to.key}`);
  // where each unit is a silo of its own, lines between silos would only be a net of lines
  const blocks = new Set(places.map((place) => place.silo)).size < places.length;
  const starts = (index: number) =>
    blocks && index > 0 && places[index]?.silo !== places[index - 1]?.silo;

  const move = (event: KeyboardEvent<HTMLButtonElement>) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[
      event.key
    ];
    if (!step) return;
    event.preventDefault();
    const last = places.length - 1;
    const next: [number, number] = [
      Math.min(last, Math.max(0, at[0] + (step[0] ?? 0))),
      Math.min(last, Math.max(0, at[1] + (step[1] ?? 0))),
    ];
    setAt(next);
    table.current?.querySelector<HTMLElement>(`[data-at='${next.join(',')}']`)?.focus();
  };

  return (
    <WideTable label={text.matrix}>
      <table className="matrix" ref={table}>
        <caption className="hidden">{text.matrixHelp}</caption>
        <thead>
          <tr>
            <th scope="col">{text.fromTo}</th>
            {places.map((place, index) => (
              <th
                key={place.key}
                scope="col"
                className={starts(index) ? 'block' : ''}
                title={say(place.label)}
              >
                <span aria-hidden="true">{index + 1}</span>
                <span className="hidden">{say(place.label)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map((from, down) => (
            <tr key={from.key} className={starts(down) ? 'block' : ''}>
              <th scope="row">
                <span className="quiet figures" aria-hidden="true">
                  {down + 1}
                </span>{' '}
                {say(from.label)}
              </th>
              {places.map((to, along) => {
                const row = find(from, to);
                const how = standing(row?.against);
                const place: [number, number] = [down, along];
                const pressed = chosen?.from === from.key && chosen.to === to.key;
                return (
                  <td
                    key={to.key}
                    className={`cell ${how} ${starts(along) ? 'block' : ''}`}
                    style={{ ['--part' as string]: `${Math.round(strength(row?.against) * 55)}%` }}
                  >
                    <button
                      type="button"
                      data-at={place.join(',')}
                      tabIndex={at[0] === down && at[1] === along ? 0 : -1}
                      aria-pressed={pressed}
                      aria-label={text.cell[row ? how : 'none'](
                        say(from.label),
                        say(to.label),
                        (row?.count ?? 0).toLocaleString(locale),
                      )}
                      onFocus={() => setAt(place)}
                      onKeyDown={move}
                      onClick={() =>
                        choose(pressed || !row ? null : { from: from.key, to: to.key })
                      }
                    >
                      {row ? `${row.count.toLocaleString(locale)}${MARKS[how]}` : '·'}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}

type ExplainedProps = {
  data: LinksData;
  row: FlowPartsFragment;
  level: Level;
  clear: () => void;
};

function Explained({ data, row, level, clear }: ExplainedProps) {
  const { words, say, locale } = useSpeech();
  const text = words.links;
  const ended = data[level === 'units' ? 'unitOutcomes' : 'siloOutcomes'].rows.find(
    (one) => one.source.key === row.source.key && one.target.key === row.target.key,
  );
  const round = (value: number) => Math.round(value).toLocaleString(locale);
  const [, setParams] = useSearchParams();
  const closed = () => {
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        next.set('whatif', 'close');
        next.set('one', row.source.key);
        next.set('other', row.target.key);
        return next;
      },
      { replace: true },
    );
    document.getElementById('what-if')?.focus();
  };
  return (
    <>
      <h3>
        {say(row.source.label)} → {say(row.target.label)}
      </h3>
      <p className="measure">
        {row.against
          ? text.against[standing(row.against)](
              round(row.count),
              round(row.against.expected),
              `${round(row.against.low ?? row.count)}–${round(row.against.high ?? row.count)}`,
            )
          : text.count(round(row.count))}{' '}
        {row.medianSeconds != null && row.p90Seconds != null
          ? text.pace(longDuration(row.medianSeconds, locale), longDuration(row.p90Seconds, locale))
          : text.noPace}{' '}
        {ended?.declined && ended.bounced
          ? text.ended(percentRange(ended.declined, locale), percentRange(ended.bounced, locale))
          : null}
      </p>
      <p className="row">
        <button type="button" className="plain" onClick={clear}>
          {text.clear}
        </button>
        {row.source.unitId && row.target.unitId && row.source.key !== row.target.key ? (
          <button type="button" className="plain" onClick={closed}>
            {text.whatIfClosed}
          </button>
        ) : null}
      </p>
    </>
  );
}
