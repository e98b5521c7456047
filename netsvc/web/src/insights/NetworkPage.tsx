import { useQuery } from 'urql';
import { ConferencesForMe } from '../after/Waiting';
import { useMe } from '../me';
import { has } from '../roles';
import { Failed, Skeletons, useTitle } from '../ui/states';
import { useSpeech } from '../words';
import { exact } from '../words/format';
import { AllFigures } from './AllFigures';
import { Answer, Headline } from './Answer';
import { Asked } from './Asked';
import { BeforeAfter } from './BeforeAfter';
import { FirstContact } from './FirstContact';
import { Links } from './Links';
import { PeriodChoice } from './PeriodChoice';
import { NetworkQuery } from './queries';
import { Redirects } from './Redirects';
import { INSIGHTS } from './Section';
import { Shortages } from './Shortages';
import { useDays } from './usePeriod';
import { WhatIf } from './WhatIf';

/** Are we building bridges or silos? The first line answers; the sections prove it. */
export function NetworkPage() {
  const me = useMe();
  const { words, locale } = useSpeech();
  const [{ data, error }, again] = useQuery({
    query: NetworkQuery,
    variables: useDays(),
    context: INSIGHTS,
  });
  useTitle(words.insights.title);

  return (
    <div className="page network">
      <header className="stack">
        <h1>{data ? <Headline data={data} /> : words.insights.title}</h1>
        {data ? (
          <p className="quiet small">{words.insights.asOf(exact(data.siloedness.asOf, locale))}</p>
        ) : null}
        <PeriodChoice empty={data?.siloedness.from === null} />
      </header>
      {has(me.roles, ['MANAGER']) ? <ConferencesForMe /> : null}
      {error && !data ? <Failed again={() => again({ requestPolicy: 'network-only' })} /> : null}
      {!data && !error ? <Skeletons rows={8} /> : null}
      {data ? (
        <>
          <Answer data={data} />
          <Links />
          <BeforeAfter data={data} />
          <Redirects data={data} />
          <FirstContact data={data} />
        </>
      ) : null}
      <WhatIf />
      <Shortages />
      <Asked />
      <AllFigures />
    </div>
  );
}
