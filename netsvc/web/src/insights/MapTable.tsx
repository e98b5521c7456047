import { useSpeech } from '../words';
import { byNumber } from './links';
import { shownOf, type Picture, type Spot } from './map';
import { WideTable } from './Section';
import { useFirst } from './useShown';

const FIRST = 12;

type Props = { picture: Picture; opened: string | null; open: (key: string) => void };

/** The same as the map: a row a unit, silo by silo. */
export function MapTable({ picture, opened, open }: Props) {
  const { words, say, locale } = useSpeech();
  const text = words.map;
  const number = (value: number) => value.toLocaleString(locale);
  const rank = (spot: Spot) => picture.silos.indexOf(spot.silo);
  const rows = [...picture.spots].sort(
    (a, b) =>
      (a.silo.letter && b.silo.letter ? rank(a) - rank(b) : 0) ||
      byNumber(say(a.label), say(b.label)),
  );
  const [shown, showAll] = useFirst('map', rows, FIRST);
  return (
    <>
      <WideTable label={text.name}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.unit}</th>
              <th scope="col" className="number">
                {text.sent}
              </th>
              <th scope="col" className="number">
                {text.received}
              </th>
              <th scope="col" className="number">
                {text.inside}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((spot) => (
              <tr key={spot.key}>
                <th scope="row">
                  <span className="map-name">
                    {spot.silo.letter ? (
                      <span
                        className="map-dot"
                        style={{ background: spot.silo.colour, color: spot.silo.ink }}
                      >
                        {spot.silo.letter}
                      </span>
                    ) : null}
                    <button
                      type="button"
                      className="plain"
                      aria-pressed={spot.key === opened}
                      onClick={() => open(spot.key)}
                    >
                      {say(spot.label)}
                    </button>
                  </span>
                </th>
                <td className="number">{shownOf(spot.sent, locale)}</td>
                <td className="number">{shownOf(spot.received, locale)}</td>
                <td className="number">{shownOf(spot.inside, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      {showAll ? (
        <button type="button" className="plain" onClick={showAll}>
          {text.allUnits(number(rows.length))}
        </button>
      ) : null}
      {shown.some((spot) => !spot.sent || !spot.received || !spot.inside) ? (
        <p className="quiet">{text.dash}</p>
      ) : null}
      {picture.rest > 0 ? <p className="quiet">{text.rest(number(picture.rest))}</p> : null}
    </>
  );
}
