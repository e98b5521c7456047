import { useRef, useState, type KeyboardEvent } from 'react';
import type { FlowPartsFragment, PlacePartsFragment } from '../generated/insights/graphql';
import { useSpeech } from '../words';
import { marks, type Focus } from './focus';
import { cellOf, idOf, standing, strength, type Arranged, type Chosen } from './links';
import { WideTable } from './Section';

const MARKS = { more: '+', fewer: '−', asChance: '', unknown: '' } as const;
const STEPS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

type Props = {
  rows: readonly FlowPartsFragment[];
  order: Arranged;
  focus: Focus;
  choose: (chosen: Chosen) => void;
};

/** The matrix itself: one stop of the Tab key, arrows move inside it. */
export function Grid({ rows, order, focus, choose }: Props) {
  const { words, say } = useSpeech();
  const text = words.links;
  const table = useRef<HTMLTableElement>(null);
  const { places, starts } = order;
  const [at, setAt] = useState<[number, number]>([0, 0]);
  const cells = new Map(rows.map((row) => [cellOf(row.source, row.target), row]));
  const last = places.length - 1;
  // fewer units than before: the one stop of Tab must not be outside
  const [down, along] = [Math.min(at[0], last), Math.min(at[1], last)];

  const [first, second] = focus?.units ?? [];
  const pressed = (from: string, to: string) =>
    focus?.kind === 'cell' && first === from && second === to;
  const move = (event: KeyboardEvent<HTMLButtonElement>) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const next: [number, number] = [
      Math.min(last, Math.max(0, down + step[0])),
      Math.min(last, Math.max(0, along + step[1])),
    ];
    setAt(next);
    table.current?.querySelector<HTMLElement>(`[data-at='${next.join(',')}']`)?.focus();
  };

  return (
    <WideTable label={text.matrix}>
      <table className={`matrix${places.length > 12 ? ' dense' : ''}`} ref={table}>
        <caption className="hidden">{text.matrixHelp}</caption>
        <thead>
          <tr>
            <th scope="col">{text.fromTo}</th>
            {places.map((place, index) => (
              <th
                key={idOf(place)}
                scope="col"
                className={starts.has(index) ? 'block' : ''}
                title={say(place.label)}
              >
                <span aria-hidden="true">{index + 1}</span>
                <span className="hidden">{say(place.label)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map((from, row) => (
            <tr key={idOf(from)} className={starts.has(row) ? 'block' : ''}>
              <th scope="row">
                <span className="quiet figures" aria-hidden="true">
                  {row + 1}
                </span>{' '}
                {say(from.label)}
              </th>
              {places.map((to, column) => (
                <Cell
                  key={idOf(to)}
                  from={from}
                  to={to}
                  row={cells.get(cellOf(from, to))}
                  block={starts.has(column)}
                  place={[row, column]}
                  stop={down === row && along === column}
                  pressed={pressed(idOf(from), idOf(to))}
                  marked={focus?.kind !== 'cell' && marks({ source: from, target: to }, focus)}
                  reach={setAt}
                  move={move}
                  choose={choose}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}

type CellProps = {
  from: PlacePartsFragment;
  to: PlacePartsFragment;
  row: FlowPartsFragment | undefined;
  block: boolean;
  place: [number, number];
  stop: boolean;
  pressed: boolean;
  marked: boolean;
  reach: (place: [number, number]) => void;
  move: (event: KeyboardEvent<HTMLButtonElement>) => void;
  choose: (chosen: Chosen) => void;
};

function Cell(props: CellProps) {
  const { from, to, row, block, place, stop, pressed, marked, reach, move, choose } = props;
  const { words, say, locale } = useSpeech();
  const how = standing(row?.against);
  const count = (row?.count ?? 0).toLocaleString(locale);
  return (
    <td
      className={`cell ${row ? how : 'none'} ${block ? 'block' : ''} ${marked ? 'marked' : ''}`}
      style={{ ['--part' as string]: `${Math.round(strength(row?.against) * 55)}%` }}
    >
      <button
        type="button"
        data-at={place.join(',')}
        tabIndex={stop ? 0 : -1}
        aria-pressed={pressed}
        aria-label={words.links.cell[row ? how : 'none'](say(from.label), say(to.label), count)}
        onFocus={() => reach(place)}
        onKeyDown={move}
        onClick={() => choose(pressed || !row ? null : { from: idOf(from), to: idOf(to) })}
      >
        {row ? `${count}${MARKS[how]}` : '·'}
      </button>
    </td>
  );
}
