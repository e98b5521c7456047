import { useAddress } from './useAddress';
import { goToCell } from './useChosen';

/** Which stretch of time and which unit the map shows; both stand in the address. */
export function useMap() {
  const [address, put] = useAddress();
  const set = (key: string, value: string | null) =>
    put((next) => {
      if (value === null) next.delete(key);
      else next.set(key, value);
    });
  const choose = (from: string, to: string) =>
    put((next) => {
      next.delete('loop');
      next.set('by', 'units');
      next.set('from', from);
      next.set('to', to);
    });
  return {
    period: address.get('months'),
    opened: address.get('unit'),
    show: (period: string | null) => set('months', period),
    /** One unit; the other views are of it by units, as the map is. */
    open: (unit: string | null) =>
      put((next) => {
        next.delete('unit');
        if (unit === null) return;
        for (const name of ['from', 'to', 'cases', 'loop']) next.delete(name);
        next.set('by', 'units');
        next.set('unit', unit);
      }),
    /** Two units, as a cell of the matrix by units. */
    choose,
    /** The same, and goes where the cell explains itself. */
    explain: (from: string, to: string) => {
      choose(from, to);
      goToCell();
    },
  };
}
