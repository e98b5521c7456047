import { stringifyDocument, type TypedDocumentNode } from '@urql/core';
import { useCallback, useRef } from 'react';
import { useClient } from 'urql';
import { useSpeech, type LocalText } from './words';

export type Answer<Good> =
  | { good: Good; key: string }
  | { problem: string; field?: string; kind?: string; towardId?: string }
  | { unsure: true };
type Problem = {
  __typename: string;
  message: LocalText;
  field?: string;
  toward?: { id: string } | null;
};

/** After these nobody knows whether it was done; the same key may be used again. */
const UNKNOWN_OUTCOMES: ReadonlySet<unknown> = new Set([
  'DATABASE_UNAVAILABLE',
  'DEADLINE_EXCEEDED',
  'INTERNAL',
]);

/** A failure this soon is tried once more by itself, after a moment; both in milliseconds. */
const QUICKLY = 3_000;
const RETRY_AFTER = 400;

/** 128 random bits; `crypto.randomUUID` is missing on plain HTTP away from loopback. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Sends under a key that outlived its page. Where the first page said more with it than is kept
 * (a note, the packet) and this one says something else, it is another command, under its own key.
 */
export async function elseAnew<Good>(
  send: (kept?: string) => Promise<Answer<Good>>,
  kept: string,
): Promise<Answer<Good>> {
  const answer = await send(kept);
  return 'kind' in answer && answer.kind === 'KeyReused' ? send() : answer;
}

/**
 * Runs commands with one idempotency key an intent: until the service has answered, the same
 * command with the same content goes out under the same key, so that trying again is safe.
 * `kept` is a key that outlived the page that sent the command.
 */
export function useCommand() {
  const client = useClient();
  const { say } = useSpeech();
  const keys = useRef(new Map<string, string>());

  return useCallback(
    async <Data, Variables extends { key: string }, Member extends { __typename: string }>(
      document: TypedDocumentNode<Data, Variables>,
      variables: Omit<Variables, 'key'>,
      member: (data: Data) => Member,
      kept?: string,
    ): Promise<Answer<Exclude<Member, { message: LocalText }>>> => {
      const intent = JSON.stringify([stringifyDocument(document), variables]);
      const key = keys.current.get(intent) ?? kept ?? newKey();
      keys.current.set(intent, key);
      const send = () => client.mutation(document, { ...variables, key } as Variables).toPromise();
      const began = Date.now();
      let result = await send();
      if (result.error?.networkError && navigator.onLine && Date.now() - began < QUICKLY) {
        // a connection that was cut, not one that is gone: the same key makes the second harmless
        await new Promise((wait) => setTimeout(wait, RETRY_AFTER));
        result = await send();
      }
      const codes = result.error?.graphQLErrors.map((one) => one.extensions.code) ?? [];
      const unknown = codes.some((code) => UNKNOWN_OUTCOMES.has(code));
      if (result.error?.networkError || unknown || (!result.data && !result.error)) {
        return { unsure: true };
      }
      keys.current.delete(intent);
      if (result.error || !result.data) {
        return { problem: result.error?.graphQLErrors[0]?.message ?? '' };
      }
      const value = member(result.data);
      if ('message' in value) {
        const problem = value as unknown as Problem;
        return {
          problem: say(problem.message),
          kind: problem.__typename,
          ...(problem.field ? { field: problem.field } : {}),
          ...(problem.toward ? { towardId: problem.toward.id } : {}),
        };
      }
      return { good: value as Exclude<Member, { message: LocalText }>, key };
    },
    [client, say],
  );
}
