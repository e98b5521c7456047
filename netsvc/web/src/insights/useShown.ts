import { useAddress } from './useAddress';

const WHOLE = 'all';

/**
 * The first rows of a list, or all where that was asked; then nothing shows more. Every list that is
 * shown whole stands in the address, as other states do.
 */
export function useFirst<Row>(
  list: string,
  rows: readonly Row[],
  first: number,
): [readonly Row[], (() => void) | null] {
  const [address, put] = useAddress();
  if (rows.length <= first || address.getAll(WHOLE).includes(list)) return [rows, null];
  return [rows.slice(0, first), () => put((next) => next.append(WHOLE, list))];
}

/** How many rows of a long list are shown; it stands in the address too. */
export function useLength(list: string, least: number): [number, (length: number) => void] {
  const [address, put] = useAddress();
  const asked = Number(address.get(list));
  const show = (length: number) => put((next) => next.set(list, String(length)));
  return [Number.isInteger(asked) ? Math.max(least, asked) : least, show];
}
