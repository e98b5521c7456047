import { useSearchParams } from 'wouter';
import type { Chosen, Level } from './links';

/** What the page shows stands in its address, so that it can be sent to somebody. */
export function useChosen() {
  const [params, setParams] = useSearchParams();
  const from = params.get('from');
  const to = params.get('to');
  const level: Level = params.get('by') === 'units' ? 'units' : 'silos';
  const chosen: Chosen = from && to ? { from, to } : null;
  const put = (change: (next: URLSearchParams) => void) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        change(next);
        return next;
      },
      { replace: true },
    );
  return {
    level,
    chosen,
    showBy: (next: Level) =>
      put((all) => {
        all.set('by', next);
        all.delete('from');
        all.delete('to');
      }),
    choose: (next: Chosen) =>
      put((all) => {
        if (next) {
          all.set('from', next.from);
          all.set('to', next.to);
        } else {
          all.delete('from');
          all.delete('to');
        }
      }),
  };
}
