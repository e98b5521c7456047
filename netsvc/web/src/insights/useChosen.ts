import { useMemo } from 'react';
import { focusOf } from './focus';
import type { Chosen, Level } from './links';
import { useAddress } from './useAddress';

const FOCUS = ['from', 'to', 'cases', 'loop', 'unit'] as const;

/** Goes where what is chosen explains itself. */
export const goToCell = () => document.getElementById('cell')?.focus();

/** What the page shows stands in its address, so that it can be sent to somebody. */
export function useChosen() {
  const [params, put] = useAddress();
  const from = params.get('from');
  const to = params.get('to');
  const level: Level = params.get('by') === 'units' ? 'units' : 'silos';
  const loop = params.get('loop');
  const unit = params.get('unit');
  const chosen: Chosen = useMemo(() => (from && to ? { from, to } : null), [from, to]);
  const focus = useMemo(() => focusOf(chosen, loop, unit), [chosen, loop, unit]);
  const clear = (all: URLSearchParams) => {
    for (const name of FOCUS) all.delete(name);
  };
  return {
    level,
    chosen,
    /** What narrows every view. */
    focus,
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
        clear(all);
      }),
    choose: (next: Chosen) =>
      put((all) => {
        if (next) {
          all.delete('loop');
          all.set('from', next.from);
          all.set('to', next.to);
        } else clear(all);
      }),
    /** A loop, by its key, and goes where it explains itself. */
    explainLoop: (next: string) => {
      put((all) => {
        clear(all);
        all.set('by', 'units');
        all.set('loop', next);
      });
      goToCell();
    },
  };
}
