import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { Failed, NotFound, Skeletons, useTitle } from '../ui/states';
import { useSpeech } from '../words';
import type { Network } from './NetworkPage';
import { NetworkQuery } from './queries';

type Props = {
  id: string;
  /** What the window is called. */
  title: string;
  heading: (network: Network) => string;
  lead: string;
  children: (network: Network) => ReactNode;
};

/** A page on which one part of a mini-network is kept, with the way back to it. */
export function OfNetwork({ id, title, heading, lead, children }: Props) {
  const { say } = useSpeech();
  const [{ data, error }, again] = useQuery({ query: NetworkQuery, variables: { id } });
  const network = data?.miniNetwork;
  useTitle(title);
  if (data && !network) return <NotFound />;
  return (
    <div className="page network-form">
      {error && !data ? <Failed again={() => again({ requestPolicy: 'network-only' })} /> : null}
      {!data && !error ? <Skeletons rows={7} /> : null}
      {network ? (
        <>
          <p className="small">
            <Link href={`/mininetworks/${encodeURIComponent(id)}`}>{say(network.name)}</Link>
          </p>
          <h1>{heading(network)}</h1>
          <p className="quiet measure">{lead}</p>
          {children(network)}
        </>
      ) : null}
    </div>
  );
}
