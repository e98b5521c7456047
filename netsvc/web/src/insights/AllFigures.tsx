import { useQuery } from 'urql';
import type { Dimension } from '../generated/insights/graphql';
import { Failed, Skeletons } from '../ui/states';
import { useSpeech } from '../words';
import { AllMeasuresQuery } from './allQueries';
import { figure, others, queryOf, type About, type Row } from './generic';
import { INSIGHTS, Section, WideTable } from './Section';
import { useAddress } from './useAddress';
import { useDays } from './usePeriod';

/** Every measure that has no section of its own: one that is added stands here at once. */
export function AllFigures() {
  const { words, say } = useSpeech();
  const text = words.figures;
  const [address, put] = useAddress();
  const [{ data }] = useQuery({ query: AllMeasuresQuery, context: INSIGHTS });
  const open = address.get('figure');
  const toggle = (id: string) =>
    put((next) => {
      next.delete('split');
      if (id === open) next.delete('figure');
      else next.set('figure', id);
    });
  if (!data) return null;
  return (
    <section aria-labelledby="all-figures">
      <h2 id="all-figures">{text.title}</h2>
      <p className="quiet measure">{text.more}</p>
      <ul className="figures-list">
        {others(data.measures).map((measure) => (
          <li key={measure.id}>
            <button
              type="button"
              className="plain"
              aria-expanded={measure.id === open}
              onClick={() => toggle(measure.id)}
            >
              {say(measure.names)}
            </button>
            {measure.id === open ? <One measure={measure} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

type Answer = {
  answer: {
    asOf: string;
    from: string | null;
    to: string | null;
    suppressed: boolean;
    leftOut: number;
    rows: Row[];
  };
};

function One({ measure }: { measure: About }) {
  const { words } = useSpeech();
  const [by, splitBy] = useSplit(measure);
  const [{ data, error }, again] = useQuery<Answer>({
    query: queryOf(measure, by),
    variables: useDays(),
    context: INSIGHTS,
  });
  const text = words.figures;
  if (error?.graphQLErrors.some((one) => one.extensions.code === 'NOT_ALLOWED')) {
    return <p className="quiet">{text.notYours}</p>;
  }
  if (error && !data) return <Failed again={() => again({ requestPolicy: 'network-only' })} />;
  if (!data) return <Skeletons rows={2} />;
  return (
    <Section about={{ ...data.answer, measure }} by={[by]}>
      {measure.dimensions.length > 1 ? (
        <div className="row" role="group" aria-label={text.by}>
          {measure.dimensions.map((one) => (
            <button
              key={one}
              type="button"
              className="level"
              aria-pressed={one === by}
              onClick={() => splitBy(one)}
            >
              {text.split[one]}
            </button>
          ))}
        </div>
      ) : null}
      <Rows measure={measure} rows={data.answer.rows} suppressed={data.answer.suppressed} />
    </Section>
  );
}

/** How the figure is split; it stands in the address beside which figure it is. */
function useSplit({ dimensions }: About): [Dimension, (by: Dimension) => void] {
  const [address, put] = useAddress();
  const asked = dimensions.find((one) => one === address.get('split'));
  const split = (by: Dimension) => put((next) => next.set('split', by));
  return [asked ?? dimensions[0] ?? 'TOTAL', split];
}

type RowsProps = { measure: About; rows: readonly Row[]; suppressed: boolean };

function Rows({ measure, rows, suppressed }: RowsProps) {
  const { words, say, locale } = useSpeech();
  const text = words.figures;
  if (rows.length === 0) {
    return <p className="network-says">{suppressed ? words.insights.tooFew : text.nothing}</p>;
  }
  return (
    <WideTable label={say(measure.names)}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.of}</th>
            {measure.columns.map((column) => (
              <th key={column.name} scope="col" className="number">
                {say(column.names)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{say(row.label)}</th>
              {measure.columns.map((column) => (
                <td key={column.name} className="number">
                  {figure(column.kind, row[column.name], locale, text.byChance, say) || (
                    <span className="quiet">{words.insights.tooFew}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}
