import { useQuery } from 'urql';
import { SilosQuery } from '../directory/queries';
import { isOneSilo } from './why';

/** Whether the directory has one silo only; asked where it matters (`wanted`), else not. */
export function useOneSilo(wanted: boolean): boolean {
  const [{ data }] = useQuery({ query: SilosQuery, pause: !wanted });
  return data ? isOneSilo(data) : false;
}
