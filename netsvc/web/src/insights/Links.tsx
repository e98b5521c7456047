import { useQuery } from 'urql';
import { Failed, Skeletons } from '../ui/states';
import { Gaps } from './Gaps';
import { LinksQuery } from './linkQueries';
import { Loops } from './Loops';
import { Matrix } from './Matrix';
import { NetworkMap } from './NetworkMap';
import { Proposals } from './Proposals';
import { INSIGHTS } from './Section';
import { useChosen } from './useChosen';
import { useDays } from './usePeriod';

/** The links between units; what is chosen in the matrix narrows everything under it. */
export function Links() {
  const [{ data, error }, again] = useQuery({
    query: LinksQuery,
    variables: useDays(),
    context: INSIGHTS,
  });
  const { level, chosen, showBy, choose } = useChosen();
  if (error && !data) return <Failed again={() => again({ requestPolicy: 'network-only' })} />;
  if (!data) return <Skeletons rows={6} />;
  return (
    <>
      <Matrix data={data} level={level} chosen={chosen} showBy={showBy} choose={choose} />
      <NetworkMap />
      <Proposals data={data} chosen={chosen} />
      <Loops data={data} chosen={chosen} />
      <Gaps data={data} chosen={chosen} />
    </>
  );
}
