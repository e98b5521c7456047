import { useNow } from '../time';
import { periodOf, put, type Days, type Period } from './period';
import { useAddress } from './useAddress';

const HOUR = 3_600_000;

/** The period stands in the address, so that every section and whoever is sent it has the same. */
export function usePeriod(): Period & { show: (choice: Period['choice'], days?: Days) => void } {
  const [address, change] = useAddress();
  const period = periodOf(address, new Date(useNow(HOUR)));
  return {
    ...period,
    show: (choice, days = period.days) => change((next) => put(next, choice, days)),
  };
}

/** The variables of every query of the page; days that are backwards are not asked with. */
export function useDays(): Days {
  const { days, backwards } = usePeriod();
  return backwards ? { from: null, to: null } : days;
}
