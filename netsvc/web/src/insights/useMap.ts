import { useAddress } from './useAddress';

/** Which stretch of time and which unit the map shows; both stand in the address. */
export function useMap() {
  const [address, put] = useAddress();
  const set = (key: string, value: string | null) =>
    put((next) => {
      if (value === null) next.delete(key);
      else next.set(key, value);
    });
  return {
    period: address.get('months'),
    opened: address.get('unit'),
    show: (period: string | null) => set('months', period),
    open: (unit: string | null) => set('unit', unit),
    /** Two units, as a cell of the matrix by units. */
    choose: (from: string, to: string) =>
      put((next) => {
        next.set('by', 'units');
        next.set('from', from);
        next.set('to', to);
      }),
  };
}
