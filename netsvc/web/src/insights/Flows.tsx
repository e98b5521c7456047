import { useState } from 'react';
import { useSpeech } from '../words';
import { longDuration, percent } from '../words/format';
import { Section, type SectionData, WideTable } from './Section';

const FLOWS = 10;

/** Who hands over to whom. */
export function Flows({ data }: SectionData) {
  const { words, say, locale } = useSpeech();
  const text = words.insights;
  const [all, setAll] = useState(false);
  const rows = [...data.flows.rows].sort((a, b) => b.count - a.count);
  const first = rows[0];
  return (
    <Section about={data.flows}>
      <p className="network-says">
        {first
          ? text.flowSays(
              say(first.source.label),
              say(first.target.label),
              first.count.toLocaleString(locale),
            )
          : text.tooFew}
      </p>
      <WideTable label={say(data.flows.measure.names)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.from}</th>
              <th scope="col">{text.to}</th>
              <th scope="col" className="number">
                {text.count}
              </th>
              <th scope="col" className="number">
                {text.share}
              </th>
              <th scope="col" className="number">
                {text.median}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, all ? rows.length : FLOWS).map((row) => (
              <tr key={row.key}>
                <td>{say(row.source.label)}</td>
                <td>{say(row.target.label)}</td>
                <td className="number">{row.count.toLocaleString(locale)}</td>
                <td className="number">{percent(row.share.value, locale)}</td>
                <td className="number">
                  {row.medianSeconds == null ? '' : longDuration(row.medianSeconds, locale)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      {!all && rows.length > FLOWS ? (
        <p>
          <button type="button" className="plain" onClick={() => setAll(true)}>
            {text.allFlows(rows.length)}
          </button>
        </p>
      ) : null}
    </Section>
  );
}
