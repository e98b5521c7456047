/** Whom a draft mini-network starts with: who says that they know its matters; pure. */
import type { LocalText } from '../words';

export type Matter = { id: string; broader?: { id: string } | null };
export type Knower = {
  id: string;
  name: string;
  skills: readonly { issueType: { id: string; name: LocalText } }[];
};

/** The matters of the draft, or those above them, that somebody has declared to know. */
export function knownOf(person: Knower, matters: readonly Matter[]): LocalText[] {
  const ids = new Set(matters.flatMap(({ id, broader }) => (broader ? [id, broader.id] : [id])));
  return person.skills
    .map((skill) => skill.issueType)
    .filter(({ id }) => ids.has(id))
    .map(({ name }) => name);
}

/**
 * The first people who know some of the matters, in order of name, and then others until there are
 * `each`: a unit is not left out because nobody there has declared anything.
 */
export function firstMembers<Person extends Knower>(
  people: readonly Person[],
  matters: readonly Matter[],
  each: number,
): Person[] {
  const byName = [...people].sort((a, b) => a.name.localeCompare(b.name));
  const knows = (person: Person) => knownOf(person, matters).length > 0;
  return [...byName.filter(knows), ...byName.filter((one) => !knows(one))]
    .slice(0, each)
    .sort((a, b) => a.name.localeCompare(b.name));
}
