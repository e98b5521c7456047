import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import type { UnitPageQuery as UnitPage } from '../generated/graphql';
import { UnitPageQuery } from './planQueries';

type Unit = UnitPage['units']['edges'][number]['node'];
const MOST_PAGES = 100;

/** Every unit of the organisation, page by page: a large one has more than a page holds. */
export function useUnits(): Unit[] {
  const client = useClient();
  const [units, setUnits] = useState<Unit[]>([]);
  useEffect(() => {
    const shown = { now: true };
    const read = async () => {
      let after: string | null = null;
      const found: Unit[] = [];
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const answer: { data?: UnitPage } = await client
          .query(UnitPageQuery, { after }, { requestPolicy: 'cache-first' })
          .toPromise();
        if (!shown.now || !answer.data) return;
        const { edges, pageInfo } = answer.data.units;
        found.push(...edges.map((edge) => edge.node));
        setUnits([...found]);
        if (!pageInfo.hasNextPage) return;
        after = pageInfo.endCursor ?? null;
      }
    };
    void read();
    return () => {
      shown.now = false;
    };
  }, [client]);
  return units;
}
