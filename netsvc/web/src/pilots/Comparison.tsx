import { Button } from '@mantine/core';
import { useState } from 'react';
import { useClient } from 'urql';
import type { ComparisonUnitsQuery as Data } from '../generated/graphql';
import { WideTable } from '../insights/Section';
import { Mark } from '../ui/Mark';
import { useSpeech } from '../words';
import { percent } from '../words/format';
import { read, type Plan } from './draft';
import { ComparisonQuery } from './planQueries';

type Found = Extract<Data['comparisonUnits'], { __typename: 'ExperimentComparison' }>;
const APART = 0.25;

/** Proposes comparison units by likeness, and shows how alike the sides then are. */
export function Comparison({ plan, set }: { plan: Plan; set: (change: Partial<Plan>) => void }) {
  const { words, say } = useSpeech();
  const text = words.planning;
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const propose = async () => {
    setBusy(true);
    const ids = (some: readonly { id: string }[]) => some.map((one) => one.id);
    const answer = await client
      .query(
        ComparisonQuery,
        {
          treated: ids(plan.treated),
          types: ids(plan.types),
          networks: ids(plan.networks),
          measure: {
            view: plan.view,
            denominator: plan.denominator,
            windowDays: read(plan.windowDays) ?? 7,
          },
          count: Math.max(3, plan.treated.length),
        },
        { requestPolicy: 'network-only' },
      )
      .toPromise();
    setBusy(false);
    const result = answer.data?.comparisonUnits;
    if (result?.__typename !== 'ExperimentComparison') {
      setProblem(result ? say(result.message) : words.common.failed);
      return;
    }
    setProblem('');
    setFound(result);
    set({ comparison: result.units.flatMap((one) => (one.unit ? [one.unit] : [])) });
  };
  return (
    <div className="stack">
      <div>
        <Button
          variant="default"
          loading={busy}
          disabled={plan.treated.length === 0}
          onClick={() => void propose()}
        >
          {text.propose}
        </Button>
      </div>
      <p role="alert" className="panel-message">
        {problem}
      </p>
      <p role="status">{found ? text.proposed(found.units.length) : ''}</p>
      {found && found.balance.length > 0 ? <Balance found={found} /> : null}
    </div>
  );
}

function Balance({ found }: { found: Found }) {
  const { words, say, locale } = useSpeech();
  const text = words.planning;
  const amount = (figure: string, value: number) =>
    figure === 'volume'
      ? value.toLocaleString(locale, { maximumFractionDigits: 1 })
      : percent(value, locale);
  return (
    <WideTable label={text.balance}>
      <table className="pilot-table">
        <caption>{text.balance}</caption>
        <thead>
          <tr>
            <th scope="col">{text.figure}</th>
            <th scope="col" className="number">
              {words.pilots.treated}
            </th>
            <th scope="col" className="number">
              {words.pilots.comparison}
            </th>
            <th scope="col">{text.difference}</th>
          </tr>
        </thead>
        <tbody>
          {found.balance.map((row, place) => (
            <tr key={place}>
              <th scope="row">
                {row.figure === 'mix' && row.name
                  ? text.mix(say(row.name))
                  : row.figure === 'volume'
                    ? text.volume
                    : text.level}
              </th>
              <td className="number">{amount(row.figure, row.treated)}</td>
              <td className="number">{amount(row.figure, row.comparison)}</td>
              <td>
                {row.standardised != null && Math.abs(row.standardised) <= APART ? (
                  <Mark meaning="done">{text.alike}</Mark>
                ) : (
                  <Mark meaning="waiting">{text.apart}</Mark>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet small">{text.apartHint}</p>
    </WideTable>
  );
}
