import { useSearchParams } from 'wouter';

const WHOLE = 'all';

/** Whether a list is shown whole. Every list that is stands in the address, as other states do. */
export function useWhole(list: string): [boolean, () => void] {
  const [params, setParams] = useSearchParams();
  const show = () =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        next.append(WHOLE, list);
        return next;
      },
      { replace: true },
    );
  return [params.getAll(WHOLE).includes(list), show];
}

/** How many rows of a long list are shown; it stands in the address too. */
export function useLength(list: string, least: number): [number, (length: number) => void] {
  const [params, setParams] = useSearchParams();
  const asked = Number(params.get(list));
  const show = (length: number) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        next.set(list, String(length));
        return next;
      },
      { replace: true },
    );
  return [Number.isInteger(asked) ? Math.max(least, asked) : least, show];
}
