import { useQuery } from 'urql';
import { CASE_ROLES, has } from '../roles';
import type { PickedPerson, PickedType } from '../ui/pickers';
import type { LocalText } from '../words';
import { firstMembers, knownOf } from './members';
import { ProposedQuery } from './queries';

/** People of each unit that a draft starts with; its maker takes out and adds. */
const EACH = 3;

export type Proposed = {
  name: LocalText;
  people: PickedPerson[];
  types: PickedType[];
  /** What each of the people has declared to know of the matters, by their ids. */
  knows: ReadonlyMap<string, readonly LocalText[]>;
};

/**
 * What a proposal from the network page fills in: people of both units who have declared to know the
 * matters, the matters, and a name. Undefined while it is read.
 */
export function useProposed(params: URLSearchParams): Proposed | null | undefined {
  const [first, second] = params.getAll('unit');
  const types = params.getAll('type').slice(0, 3);
  const asked = Boolean(first && second);
  const [{ data, error }] = useQuery({
    query: ProposedQuery,
    variables: {
      first: first ?? '',
      second: second ?? '',
      one: types[0] ?? first ?? '',
      two: types[1] ?? first ?? '',
      three: types[2] ?? first ?? '',
      hasOne: types.length > 0,
      hasTwo: types.length > 1,
      hasThree: types.length > 2,
    },
    pause: !asked,
  });
  if (!asked || error) return null;
  if (!data) return undefined;
  const units = [data.first, data.second].filter((unit) => unit != null);
  if (units.length < 2) return null;
  const [one, two] = units;
  const both = (language: keyof LocalText) =>
    `${one?.name[language] ?? ''} – ${two?.name[language] ?? ''}`.slice(0, 120);
  const matters = [data.one, data.two, data.three].filter((type) => type != null);
  const people = units.flatMap((unit) =>
    firstMembers(
      unit.experts.edges.map(({ node }) => node).filter((person) => has(person.roles, CASE_ROLES)),
      matters,
      EACH,
    ),
  );
  return {
    name: { fi: both('fi'), sv: both('sv'), en: both('en') },
    people,
    types: matters,
    knows: new Map(people.map((person) => [person.id, knownOf(person, matters)])),
  };
}
