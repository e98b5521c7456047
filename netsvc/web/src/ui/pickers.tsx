import { useState } from 'react';
import { useQuery } from 'urql';
import { IssueTypeSearch, PeopleSearch } from '../mininetworks/queries';
import { CASE_ROLES, has } from '../roles';
import { useSpeech, type LocalText } from '../words';
import { Picker, SHORTEST } from './Picker';

export type PickedPerson = {
  id: string;
  name: string;
  units: { id: string; name: LocalText }[];
};
export type PickedType = { id: string; name: LocalText };
type Props<One> = {
  label: string;
  hint?: string;
  pick: (one: One) => void;
  /** Ids that are not offered. */
  without: readonly string[];
  invalid?: boolean;
};

/** Finds people who take customers' cases. */
export function PersonPicker({ pick, without, ...rest }: Props<PickedPerson>) {
  const { say } = useSpeech();
  const [typed, type] = useState('');
  const search = typed.trim();
  const pause = search.length < SHORTEST;
  const [{ data, fetching }] = useQuery({ query: PeopleSearch, variables: { search }, pause });
  const people = (data?.experts.edges ?? [])
    .map(({ node }) => node)
    .filter((one) => has(one.roles, CASE_ROLES) && !without.includes(one.id));
  return (
    <Picker
      {...rest}
      typed={typed}
      type={type}
      looking={fetching}
      options={people.map((one) => ({
        id: one.id,
        name: one.name,
        aside: one.units[0] ? say(one.units[0].name) : null,
      }))}
      pick={({ id }) => {
        const one = people.find((person) => person.id === id);
        if (one) pick({ id: one.id, name: one.name, units: one.units });
      }}
    />
  );
}

export function IssueTypePicker({ pick, without, ...rest }: Props<PickedType>) {
  const { say } = useSpeech();
  const [typed, type] = useState('');
  const search = typed.trim();
  const pause = search.length < SHORTEST;
  const [{ data, fetching }] = useQuery({ query: IssueTypeSearch, variables: { search }, pause });
  const types = (data?.issueTypes.edges ?? [])
    .map(({ node }) => node)
    .filter((one) => !without.includes(one.id));
  return (
    <Picker
      {...rest}
      typed={typed}
      type={type}
      looking={fetching}
      options={types.map((one) => ({
        id: one.id,
        name: say(one.name),
        aside: one.broader ? say(one.broader.name) : null,
      }))}
      pick={({ id }) => {
        const one = types.find((found) => found.id === id);
        if (one) pick({ id: one.id, name: one.name });
      }}
    />
  );
}
