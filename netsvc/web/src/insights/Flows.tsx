import { useState } from 'react';
import type { FlowPartsFragment } from '../generated/insights/graphql';
import { useSpeech } from '../words';
import { longDuration, percent } from '../words/format';
import { idOf, restLast, type Chosen } from './links';
import { WideTable } from './Section';

const FLOWS = 10;
const MORE = 200;

type Props = {
  rows: readonly FlowPartsFragment[];
  /** Whether any row has a time to acceptance. */
  timed: boolean;
  choose: (chosen: Chosen) => void;
};

/** The same as the matrix, as a table: the largest flows first. */
export function Flows({ rows: flows, timed, choose }: Props) {
  const { words, say, locale } = useSpeech();
  const text = words.insights;
  const [shown, setShown] = useState(FLOWS);
  const rows = [...flows].sort((a, b) => restLast(a, b) || b.count - a.count);
  return (
    <>
      <WideTable label={words.links.asTable}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.links.fromTo}</th>
              <th scope="col" className="number">
                {text.count}
              </th>
              <th scope="col" className="number">
                {words.links.byVolume}
              </th>
              <th scope="col" className="number wide-only">
                {text.share}
              </th>
              {timed ? (
                <th scope="col" className="number">
                  {text.median}
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  <button
                    type="button"
                    className="plain"
                    onClick={() => choose({ from: idOf(row.source), to: idOf(row.target) })}
                  >
                    {say(row.source.label)} → {say(row.target.label)}
                  </button>
                </th>
                <td className="number">{row.count.toLocaleString(locale)}</td>
                <td className="number">
                  {row.against ? Math.round(row.against.expected).toLocaleString(locale) : null}
                </td>
                <td className="number wide-only">{percent(row.share.value, locale)}</td>
                {timed ? (
                  <td className="number">
                    {row.medianSeconds == null ? (
                      <span className="quiet">{text.tooFew}</span>
                    ) : (
                      longDuration(row.medianSeconds, locale)
                    )}
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      {timed ? null : <p className="quiet">{words.links.notTimed}</p>}
      {rows.length > shown ? (
        <p>
          <button type="button" className="plain" onClick={() => setShown(shown + MORE)}>
            {shown + MORE < rows.length ? text.moreFlows(MORE) : text.allFlows(rows.length)}
          </button>
        </p>
      ) : null}
    </>
  );
}
