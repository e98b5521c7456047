import type { GroupPartsFragment } from '../generated/graphql';
import { WideTable } from '../insights/Section';
import { useSpeech } from '../words';
import { Share } from './Rates';

type Props = { title: string; rows: GroupPartsFragment[]; small: string };

/** Units or issue types; the small ones stand together in the last row. */
export function Groups({ title, rows, small }: Props) {
  const { words, locale } = useSpeech();
  const text = words.dryrun;
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p>{text.noGroups}</p>
      ) : (
        <WideTable label={title}>
          <table>
            <thead>
              <tr>
                <th scope="col">{text.name}</th>
                <th scope="col" className="number">
                  {text.cases}
                </th>
                <th scope="col" className="number">
                  {text.first}
                </th>
                <th scope="col" className="number">
                  {text.three}
                </th>
                <th scope="col" className="number">
                  {text.own}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.name ?? ''}>
                  <th scope="row">{row.name ?? small}</th>
                  <td className="number">{row.first.cases.toLocaleString(locale)}</td>
                  <td className="number">
                    <Share rate={row.first} />
                  </td>
                  <td className="number">
                    <Share rate={row.firstThree} />
                  </td>
                  <td className="number">
                    <Share rate={row.ownFirst} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
      <p className="quiet">{text.smallGroups}</p>
    </section>
  );
}
