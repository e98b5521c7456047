import { useQuery } from 'urql';
import type { ShortagesQuery as Data } from '../generated/insights/graphql';
import { Failed, Skeletons } from '../ui/states';
import { useSpeech, type Words } from '../words';
import { ShortagesQuery } from './askedQueries';
import { INSIGHTS, Section, WideTable } from './Section';
import { useDays } from './usePeriod';

type Row = Data['byHour']['rows'][number];
type UnitRow = { key: string; name: string; cells: Row[]; all: number | null };

/** Where nobody was free, by unit and hour: about turns that are missing, not about anybody. */
export function Shortages() {
  const [{ data, error }, again] = useQuery({
    query: ShortagesQuery,
    variables: useDays(),
    context: INSIGHTS,
  });
  if (error && !data) return <Failed again={() => again({ requestPolicy: 'network-only' })} />;
  if (!data) return <Skeletons rows={3} />;
  return (
    <Section about={data.total} by={['TOTAL', 'UNIT_HOUR']}>
      <Sentence data={data} />
      {data.byHour.rows.length > 0 ? <Hours data={data} /> : null}
    </Section>
  );
}

function Sentence({ data }: { data: Data }) {
  const { words, say, locale } = useSpeech();
  const text = words.shortages;
  const total = data.total.rows[0];
  const [worst] = data.byHour.rows
    .filter((row) => row.cases != null)
    .sort((a, b) => perHour(b) - perHour(a));
  if (data.total.suppressed) return <p className="network-says">{text.tooFew}</p>;
  if (!total) return <p className="network-says">{text.none}</p>;
  if (total.cases == null || !worst?.unit) return <p className="network-says">{text.tooFew}</p>;
  const hours = text.hours(worst.fromHour ?? 0, worst.untilHour ?? 24);
  return (
    <p className="network-says">
      {text.says(total.cases.toLocaleString(locale), say(worst.unit.label), hours)}{' '}
      {ways(text, total, locale)}
    </p>
  );
}

function ways(text: Words['shortages'], total: Data['total']['rows'][number], locale: string) {
  const { redirected, nobodyTook } = total;
  if (redirected == null || nobodyTook == null) return null;
  if (nobodyTook === 0) return text.allRedirected;
  if (redirected === 0) return text.noneTook;
  return text.ways(redirected.toLocaleString(locale), nobodyTook.toLocaleString(locale));
}

/** Joined hours are not worse for being many. */
function perHour(row: Row): number {
  return (row.cases ?? 0) / Math.max(1, (row.untilHour ?? 24) - (row.fromHour ?? 0));
}

function Hours({ data }: { data: Data }) {
  const { words, say, locale } = useSpeech();
  const text = words.shortages;
  const rows = unitsOf(data, say);
  const first = Math.min(...data.byHour.rows.map((row) => row.fromHour ?? 0));
  const end = Math.max(...data.byHour.rows.map((row) => row.untilHour ?? 24));
  const hours = Array.from({ length: end - first }, (_, place) => first + place);
  const most = Math.max(...data.byHour.rows.map(perHour));
  return (
    <>
      <WideTable label={text.table}>
        <table className="shortages">
          <caption className="hidden">{text.table}</caption>
          <thead>
            <tr>
              <th scope="col">{words.insights.unit}</th>
              {hours.map((hour) => (
                <th key={hour} scope="col" className="number">
                  <span aria-hidden="true">{hour}</span>
                  <span className="hidden">{text.hours(hour, hour + 1)}</span>
                </th>
              ))}
              <th scope="col" className="number">
                {text.all}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.name}</th>
                {cellsOf(row.cells, first, end).map((cell) =>
                  cell.row ? (
                    <td
                      key={cell.from}
                      colSpan={cell.span}
                      className={cell.span > 1 ? 'joined' : ''}
                      style={{
                        ['--part' as string]: `${Math.round((perHour(cell.row) / most) * 100)}%`,
                      }}
                    >
                      {cell.span > 1 ? (
                        <span className="hidden">
                          {text.hours(cell.from, cell.from + cell.span)}:{' '}
                        </span>
                      ) : null}
                      {cell.row.cases == null
                        ? words.insights.tooFew
                        : cell.row.cases.toLocaleString(locale)}
                    </td>
                  ) : (
                    <td key={cell.from} className="quiet">
                      0
                    </td>
                  ),
                )}
                <td className="number">
                  {row.all == null ? words.insights.tooFew : row.all.toLocaleString(locale)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      {data.byHour.rows.some((row) => row.merged) ? <p className="quiet">{text.joined}</p> : null}
    </>
  );
}

/** The units in order of how often nobody was free. */
function unitsOf(data: Data, say: (text: { fi: string; sv: string; en: string }) => string) {
  const all = new Map(data.byUnit.rows.map((row) => [row.key, row.cases ?? null]));
  const units = new Map<string, UnitRow>();
  for (const row of data.byHour.rows) {
    if (!row.unit) continue;
    const { key, label } = row.unit;
    const unit = units.get(key) ?? { key, name: say(label), cells: [], all: all.get(key) ?? null };
    unit.cells.push(row);
    units.set(key, unit);
  }
  return [...units.values()].sort((a, b) => (b.all ?? 0) - (a.all ?? 0));
}

type Cell = { from: number; span: number; row?: Row };

function cellsOf(rows: Row[], first: number, end: number): Cell[] {
  const found: Cell[] = [];
  for (let hour = first; hour < end;) {
    const row = rows.find((one) => one.fromHour === hour);
    const span = row ? (row.untilHour ?? hour + 1) - hour : 1;
    found.push(row ? { from: hour, span, row } : { from: hour, span });
    hour += span;
  }
  return found;
}
