import type { LinksQuery as LinksData } from '../generated/insights/graphql';
import { useSpeech } from '../words';
import type { Focus } from './focus';
import { ARROW, idOf, namesOf } from './links';

type Props = { data: LinksData; focus: Focus; clear: () => void };

/** What every view is narrowed to where that is no cell: a loop, or a unit opened on the map. */
export function Narrowed({ data, focus, clear }: Props) {
  const { words } = useSpeech();
  const text = words.links;
  if (!focus || focus.kind === 'cell') return <p className="quiet">{text.chooseCell}</p>;
  return (
    <>
      {focus.kind === 'loop' ? (
        <Loop data={data} way={focus.units.join(ARROW)} />
      ) : (
        <Unit data={data} unit={focus.units[0] ?? ''} />
      )}
      <p className="row">
        <button type="button" className="plain" onClick={clear}>
          {text.clear}
        </button>
      </p>
    </>
  );
}

function Loop({ data, way }: { data: LinksData; way: string }) {
  const { words, say, locale } = useSpeech();
  const text = words.links;
  const row = data.loops.rows.find((one) => one.key === way);
  if (!row) return <p>{text.noneOfChosen}</p>;
  return (
    <>
      <h3>{say(row.label)}</h3>
      <p className="measure">
        {text.loopIs(
          row.times.toLocaleString(locale),
          Math.round(row.hours).toLocaleString(locale),
        )}{' '}
        {row.issueTypes.length > 0 ? `${text.mostly(namesOf(row.issueTypes, say))} ` : null}
        {text.ofLoop}
      </p>
    </>
  );
}

function Unit({ data, unit }: { data: LinksData; unit: string }) {
  const { words, say, locale } = useSpeech();
  const text = words.links;
  const rows = data.units.rows;
  const place = rows.flatMap((row) => [row.source, row.target]).find((one) => idOf(one) === unit);
  if (!place) return <p>{text.noneOfChosen}</p>;
  const across = rows.filter((row) => idOf(row.source) !== idOf(row.target));
  const count = (end: 'source' | 'target') =>
    across
      .filter((row) => idOf(row[end]) === unit)
      .reduce((sum, row) => sum + row.count, 0)
      .toLocaleString(locale);
  return (
    <>
      <h3>{say(place.label)}</h3>
      <p className="measure">{text.ofUnit(count('source'), count('target'))}</p>
    </>
  );
}
