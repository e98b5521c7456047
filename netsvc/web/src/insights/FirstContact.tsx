import { useSpeech } from '../words';
import { percentRange } from '../words/format';
import { Behind, Figure, Section, type SectionData, WideTable } from './Section';

/** How many matters are resolved in one contact. */
export function FirstContact({ data }: SectionData) {
  const { words, say, locale } = useSpeech();
  const text = words.insights;
  const total = data.firstContact.rows[0];
  return (
    <Section about={data.firstContact} by={['TOTAL', 'UNIT']}>
      <p className="network-says">
        {total?.customerGross
          ? text.firstContactSays(
              percentRange(total.customerGross, locale),
              percentRange(total.strictGross, locale),
            )
          : text.tooFew}{' '}
        {total ? <Behind estimate={total.strictGross} /> : null}
      </p>
      {data.firstContactByUnit.rows.length > 0 ? (
        <WideTable label={say(data.firstContact.measure.names)}>
          <table>
            <thead>
              <tr>
                <th scope="col">{text.unit}</th>
                <th scope="col" className="number">
                  {text.strict}, {text.gross}
                </th>
                <th scope="col" className="number">
                  {text.customer}, {text.gross}
                </th>
                <th scope="col" className="number">
                  {text.strict}, {text.net}
                </th>
                <th scope="col" className="number">
                  {text.customer}, {text.net}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.firstContactByUnit.rows.map((row) => (
                <tr key={row.key}>
                  <th scope="row">{say(row.label)}</th>
                  <Figure estimate={row.strictGross} />
                  <Figure estimate={row.customerGross} />
                  <Figure estimate={row.strictNet} />
                  <Figure estimate={row.customerNet} />
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      ) : null}
      <Verdict data={data} />
    </Section>
  );
}

/** What customers say themselves: beside the computed figures, never mixed with them. */
function Verdict({ data }: SectionData) {
  const { words, say, locale } = useSpeech();
  const text = words.insights;
  const solved = data.customerSolved.rows[0];
  const repeated = data.customerRepeated.rows[0];
  const answered = data.verdictAnswerRate.rows[0];
  if (!solved || !repeated || !answered) return <p className="quiet">{text.verdictNone}</p>;
  const again = new Map(data.customerRepeatedByUnit.rows.map((row) => [row.key, row.repeated]));
  return (
    <>
      <p className="network-says">
        {text.verdictSays(
          percentRange(solved.solved, locale),
          percentRange(repeated.repeated, locale),
          percentRange(answered.answered, locale),
        )}{' '}
        <span className="quiet">{text.ofAnswers(solved.solved.n.toLocaleString(locale))}</span>
      </p>
      <WideTable label={text.solvedBySelf}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.unit}</th>
              <th scope="col" className="number">
                {text.solvedBySelf}
              </th>
              <th scope="col" className="number">
                {text.repeatedBySelf}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.customerSolvedByUnit.rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{say(row.label)}</th>
                <Figure estimate={row.solved} />
                <Figure estimate={again.get(row.key)} />
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </>
  );
}
