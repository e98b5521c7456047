import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useSpeech } from '../words';
import { PeopleByName } from './queries';

export type Pointed = { id: string; name: string };
type Props = { value: Pointed | null; choose: (person: Pointed | null) => void };

/** A person by name; whoever is chosen is asked next. */
export function WhoIsBetter({ value, choose }: Props) {
  const { words, say } = useSpeech();
  const text = words.offering;
  const combobox = useCombobox();
  const [typed, setTyped] = useState('');
  const search = typed.trim();
  const [{ data }] = useQuery({
    query: PeopleByName,
    variables: { search },
    pause: search.length < 2,
    requestPolicy: 'cache-first',
  });
  const people = search.length < 2 ? [] : (data?.experts.edges ?? []).map((edge) => edge.node);
  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={(id) => {
        const person = people.find((one) => one.id === id);
        if (person) {
          choose({ id: person.id, name: person.name });
          setTyped(person.name);
        }
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput
          label={text.better}
          description={text.betterHint}
          autoComplete="off"
          maxLength={100}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            if (value) choose(null);
            combobox.openDropdown();
            combobox.selectFirstOption();
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={search.length < 2 || value !== null}>
        <Combobox.Options aria-label={text.better}>
          {people.map((one) => (
            <Combobox.Option key={one.id} value={one.id}>
              {one.name} <span className="quiet">{one.units[0] ? say(one.units[0].name) : ''}</span>
            </Combobox.Option>
          ))}
          {data && people.length === 0 ? <Combobox.Empty>{text.betterNone}</Combobox.Empty> : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
