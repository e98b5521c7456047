import { expect, test } from 'vitest';
import { firstMembers, knownOf } from './members';

const text = (en: string) => ({ fi: en, sv: en, en });
const person = (name: string, ...skills: string[]) => ({
  id: name,
  name,
  skills: skills.map((id) => ({ issueType: { id, name: text(id) } })),
});
const matters = [{ id: 'housing', broader: { id: 'benefits' } }, { id: 'rent' }];

test('who has declared to know a matter, or the one above it, comes before others', () => {
  const people = [
    person('Cia'),
    person('Dan', 'rent'),
    person('Bo', 'pets'),
    person('Eva', 'benefits'),
  ];
  expect(firstMembers(people, matters, 2).map((one) => one.name)).toEqual(['Dan', 'Eva']);
  expect(firstMembers(people, matters, 3).map((one) => one.name)).toEqual(['Bo', 'Dan', 'Eva']);
  expect(firstMembers([], matters, 3)).toEqual([]);
});

test('what they know of it is told, and nothing else', () => {
  expect(knownOf(person('Dan', 'rent', 'pets', 'benefits'), matters)).toEqual([
    text('rent'),
    text('benefits'),
  ]);
});
