import './network.css';
import { useState } from 'react';
import { useQuery } from 'urql';
import { ConferencesForMe } from '../after/Waiting';
import { useMe } from '../me';
import { has } from '../roles';
import type { NetworkQuery as NetworkData } from '../generated/insights/graphql';
import { Failed, Skeletons, useTitle } from '../ui/states';
import { useSpeech } from '../words';
import { longDuration, percent, percentRange } from '../words/format';
import { Asked } from './Asked';
import { NetworkQuery } from './queries';
import { Behind, Figure, INSIGHTS, Section } from './Section';
import { Shortages } from './Shortages';

const FLOWS = 10;

/** The first three measures: each a sentence, with its table under it. */
export function NetworkPage() {
  const me = useMe();
  const { words } = useSpeech();
  const text = words.insights;
  const [{ data, error }, again] = useQuery({ query: NetworkQuery, context: INSIGHTS });
  useTitle(text.title);

  return (
    <div className="page network">
      <header className="stack">
        <h1>{data ? <Headline data={data} /> : text.title}</h1>
      </header>
      {has(me.roles, ['MANAGER']) ? <ConferencesForMe /> : null}
      {error && !data ? <Failed again={() => again({ requestPolicy: 'network-only' })} /> : null}
      {!data && !error ? <Skeletons rows={8} /> : null}
      {data ? (
        <>
          <Redirects data={data} />
          <FirstContact data={data} />
          <Flows data={data} />
        </>
      ) : null}
      <Shortages />
      <Asked />
    </div>
  );
}

function Headline({ data }: { data: NetworkData }) {
  const { words, locale } = useSpeech();
  const redirected = data.redirects.rows[0]?.redirectedShare;
  if (!redirected) return words.insights.tooFew;
  return words.insights.headline(percent(redirected.value, locale));
}

function Redirects({ data }: { data: NetworkData }) {
  const { words, say, locale } = useSpeech();
  const text = words.insights;
  const total = data.redirects.rows[0];
  return (
    <Section about={data.redirects}>
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

function FirstContact({ data }: { data: NetworkData }) {
  const { words, say, locale } = useSpeech();
  const text = words.insights;
  const total = data.firstContact.rows[0];
  return (
    <Section about={data.firstContact}>
      <p className="network-says">
        {total?.customerGross
          ? text.firstContactSays(
              percentRange(total.customerGross, locale),
              percentRange(total.strictGross, locale),
            )
          : text.tooFew}{' '}
        {total ? <Behind estimate={total.strictGross} /> : null}
      </p>
      <div className="wide-table">
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
      </div>
    </Section>
  );
}

function Flows({ data }: { data: NetworkData }) {
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
      <div className="wide-table">
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
      </div>
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
