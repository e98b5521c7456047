import type { Chosen, Level } from './links';
import { useAddress } from './useAddress';

/** What the page shows stands in its address, so that it can be sent to somebody. */
export function useChosen() {
  const [params, put] = useAddress();
  const from = params.get('from');
  const to = params.get('to');
  const level: Level = params.get('by') === 'units' ? 'units' : 'silos';
  const chosen: Chosen = from && to ? { from, to } : null;
  return {
    level,
    chosen,
    /** Whether the cases behind the chosen cell are listed. */
    cases: params.get('cases') === 'shown',
    showCases: (shown: boolean) =>
      put((all) => {
        if (shown) all.set('cases', 'shown');
        else all.delete('cases');
      }),
    showBy: (next: Level) =>
      put((all) => {
        all.set('by', next);
        for (const name of ['from', 'to', 'cases']) all.delete(name);
      }),
    choose: (next: Chosen) =>
      put((all) => {
        if (next) {
          all.set('from', next.from);
          all.set('to', next.to);
        } else {
          for (const name of ['from', 'to', 'cases']) all.delete(name);
        }
      }),
  };
}
