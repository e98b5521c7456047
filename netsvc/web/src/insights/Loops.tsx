import type { LinksQuery as LinksData } from '../generated/insights/graphql';
import { useSpeech } from '../words';
import { passes, type Focus } from './focus';
import { restLast, namesOf, everyPlace, ARROW } from './links';
import { Section, WideTable } from './Section';
import { useChosen } from './useChosen';

type Props = { data: LinksData; focus: Focus };

/** Where cases come back to where they had been, the costliest first. */
export function Loops({ data, focus }: Props) {
  const { words, say, locale } = useSpeech();
  const text = words.links;
  const { explainLoop } = useChosen();
  const way = focus?.kind === 'loop' ? focus.units.join(ARROW) : null;
  const silos = new Map(everyPlace(data).map((place) => [place.key, place.silo ?? '']));
  const rows = data.loops.rows
    .filter((row) => passes(row.key, focus, silos))
    .sort((a, b) => restLast(a, b) || b.hours - a.hours);
  const [first] = rows;
  const round = (value: number) => Math.round(value).toLocaleString(locale);
  return (
    <Section about={data.loops}>
      <p className="network-says">
        {first
          ? text.loopSays(say(first.label), first.times.toLocaleString(locale), round(first.hours))
          : data.loops.suppressed
            ? words.bridges.why.tooFew
            : focus
              ? text.noneOfChosen
              : text.noLoops}
      </p>
      {rows.length > 0 ? (
        <WideTable label={say(data.loops.measure.names)}>
          <table>
            <thead>
              <tr>
                <th scope="col">{text.way}</th>
                <th scope="col" className="number">
                  {text.times}
                </th>
                <th scope="col" className="number">
                  {text.hours}
                </th>
                <th scope="col">{text.about}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  <th scope="row">
                    {isWay(row.key) ? (
                      <button
                        type="button"
                        className="plain"
                        aria-pressed={row.key === way}
                        onClick={() => explainLoop(row.key)}
                      >
                        {say(row.label)}
                      </button>
                    ) : (
                      say(row.label)
                    )}
                  </th>
                  <td className="number">{row.times.toLocaleString(locale)}</td>
                  <td className="number">{round(row.hours)}</td>
                  <td>{namesOf(row.issueTypes, say)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      ) : null}
    </Section>
  );
}

/** Whether a row is of one loop: what small ones come to together goes no way of its own. */
const isWay = (key: string) => key.includes(ARROW);
