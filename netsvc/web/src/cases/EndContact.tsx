import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useCommand } from '../commands';
import type { CasePartsFragment } from '../generated/graphql';
import { EndContact as EndContactCommand } from '../graphql/commands';
import { useLive } from '../live';
import { useMe } from '../me';
import { useNow } from '../time';
import { useSpeech } from '../words';
import { clock } from '../words/format';

type Part = Pick<CasePartsFragment, 'number' | 'state' | 'owner' | 'contact'>;

/** Whether the customer is with this person now, over this case. */
export function withCustomer({ state, owner, contact }: Part, myId: string): boolean {
  return state === 'IN_CONTACT' && owner?.id === myId && contact != null && !contact.endedAt;
}

/** How long the customer has been with you, and the press that says that they have gone. */
export function EndContact({ matter, done }: { matter: Part; done: (news: string) => void }) {
  const { words } = useSpeech();
  const { expert } = useMe();
  const run = useCommand();
  const { refresh } = useLive();
  const now = useNow(1000);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (!event.altKey || event.code !== 'KeyO' || document.querySelector('[role=dialog]')) return;
      // where several customers are there, the key is for the first on the page
      if (document.querySelector('[data-end-contact]') !== button.current) return;
      event.preventDefault();
      button.current?.click();
    };
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
  const { contact } = matter;
  if (!contact || !withCustomer(matter, expert.id)) return null;
  const text = words.contact;
  const end = async () => {
    const answer = await run(
      EndContactCommand,
      { contactId: contact.id },
      (data) => data.endContact,
    );
    if ('good' in answer) done(text.done(matter.number));
    else done('problem' in answer ? answer.problem : words.common.unsure);
    refresh();
  };
  return (
    <span className="row with-customer">
      <span className="figures">
        {text.withCustomer}{' '}
        <span role="timer" aria-label={text.withCustomer}>
          {clock((now - Date.parse(contact.startedAt)) / 1000)}
        </span>
      </span>
      <Button
        ref={button}
        variant="default"
        size="compact-sm"
        aria-label={`${text.end}, ${matter.number}`}
        data-end-contact
        onClick={() => void end()}
      >
        {text.end}
      </Button>
      <kbd className="key-hint" aria-hidden="true">
        Alt O
      </kbd>
    </span>
  );
}
