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

/** The links between units; what is chosen in one of them narrows the others. */
export function Links() {
  const [{ data, error }, again] = useQuery({
    query: LinksQuery,
    variables: useDays(),
    context: INSIGHTS,
  });
  const { level, focus, showBy } = useChosen();
  if (error && !data) return <Failed again={() => again({ requestPolicy: 'network-only' })} />;
  if (!data) return <Skeletons rows={6} />;
  return (
    <>
      <Matrix data={data} level={level} showBy={showBy} />
      <NetworkMap />
      <Proposals data={data} focus={focus} />
      <Loops data={data} focus={focus} />
      <Gaps data={data} focus={focus} />
    </>
  );
}
