import { useSearchParams } from 'wouter';

/** Which stretch of time and which unit the map shows; both stand in the address. */
export function useMap() {
  const [params, setParams] = useSearchParams();
  const put = (key: string, value: string | null) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        if (value === null) next.delete(key);
        else next.set(key, value);
        return next;
      },
      { replace: true },
    );
  return {
    period: params.get('months'),
    opened: params.get('unit'),
    show: (period: string | null) => put('months', period),
    open: (unit: string | null) => put('unit', unit),
    /** Two units, as a cell of the matrix by units. */
    choose: (from: string, to: string) =>
      setParams(
        (old) => {
          const next = new URLSearchParams(old);
          next.set('by', 'units');
          next.set('from', from);
          next.set('to', to);
          return next;
        },
        { replace: true },
      ),
  };
}
