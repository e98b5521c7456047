import { useSpeech } from '../words';
import { percentRange } from '../words/format';
import { Behind, Figure, Section, type SectionData } from './Section';

/** How often customers are told to go elsewhere. */
export function Redirects({ data }: SectionData) {
  const { words, say, locale } = useSpeech();
  const text = words.insights;
  const total = data.redirects.rows[0];
  return (
    <Section about={data.redirects} by={['TOTAL', 'UNIT']}>
      <p className="network-says">
        {total ? (
          <>
            {text.redirectSays(percentRange(total.redirectedShare, locale))}{' '}
            <Behind estimate={total.redirectedShare} />
          </>
        ) : (
          text.tooFew
        )}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.unit}</th>
            <th scope="col" className="number">
              {text.redirected}
            </th>
            <th scope="col" className="number">
              {text.cases}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.redirectsByUnit.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{say(row.label)}</th>
              <Figure estimate={row.redirectedShare} />
              <td className="number">{row.redirectedShare.n.toLocaleString(locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
