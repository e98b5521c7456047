/** The sign-in side of the service: plain JSON under /auth. */
import type { Language, Role } from './generated/graphql';
import type { LocalText } from './words';

export type Session = { signedIn: boolean; demo: boolean };
export type DemoPerson = {
  id: string;
  name: string;
  unit: LocalText | null;
  roles: Role[];
  languages: Language[];
};

async function send(path: string, body?: unknown): Promise<Response> {
  const init: RequestInit =
    body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        };
  return fetch(path, { ...init, credentials: 'same-origin' });
}

export async function readSession(): Promise<Session> {
  const response = await send('/auth/session');
  if (!response.ok) throw new Error(`/auth/session answered ${response.status}`);
  return (await response.json()) as Session;
}

export async function demoPeople(search: string, role: Role | null): Promise<DemoPerson[]> {
  const query = new URLSearchParams({ search, ...(role ? { role } : {}) });
  const response = await send(`/auth/demo/people?${query.toString()}`);
  if (!response.ok) throw new Error(`/auth/demo/people answered ${response.status}`);
  const upper = <T extends string>(values: string[]) => values.map((one) => one.toUpperCase() as T);
  const { people } = (await response.json()) as { people: DemoPerson[] };
  return people.map((person) => ({
    ...person,
    roles: upper<Role>(person.roles),
    languages: upper<Language>(person.languages),
  }));
}

export const signInAs = async (expertId: string) => (await send('/auth/demo', { expertId })).ok;
/** Whether the token was taken; an error where the service did not say. */
export async function signInWith(token: string): Promise<boolean> {
  const response = await send('/auth/token', { token });
  if (response.ok) return true;
  if (response.status >= 500 || response.status === 429) {
    throw new Error(`/auth/token answered ${response.status}`);
  }
  return false;
}
export const signOut = async () => (await send('/auth/sign-out', {})).ok;
