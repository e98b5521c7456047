import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../commands';
import type { MyAvailabilityQuery } from '../generated/graphql';
import { useSpeech } from '../words';
import { day } from '../words/format';
import { SetNotificationAddress } from './queries';

type Props = {
  address: NonNullable<MyAvailabilityQuery['notificationAddress']> | null;
  refresh: () => void;
};

/** Where I am told of offers outside this page. */
export function Notifications({ address, refresh }: Props) {
  const { words, locale } = useSpeech();
  const text = words.availability;
  const run = useCommand();
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const [news, setNews] = useState('');
  const save = async (said: string | null) => {
    setBusy(true);
    setNews('');
    const answer = await run(
      SetNotificationAddress,
      { address: said },
      (data) => data.setNotificationAddress,
    );
    setBusy(false);
    if (!('good' in answer)) {
      setProblem('problem' in answer ? answer.problem : words.common.unsure);
      return;
    }
    setProblem('');
    setTyped('');
    setNews(said ? text.addressSaved : text.addressGone);
    refresh();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save(typed.trim());
      }}
    >
      {address ? (
        <p>
          {text.toldBy(address.service)} <code className="masked">{address.masked}</code>{' '}
          <span className="quiet">{text.since(day(address.setAt, locale))}</span>
        </p>
      ) : (
        <p className="quiet">{text.addressNone}</p>
      )}
      <TextInput
        label={address ? text.addressChange : text.address}
        description={text.addressHint}
        placeholder="mailto://…"
        autoComplete="off"
        spellCheck={false}
        maxLength={1000}
        value={typed}
        error={problem || undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" variant="default" loading={busy} disabled={!typed.trim()}>
          {words.common.save}
        </Button>
        {address ? (
          <button type="button" className="plain" onClick={() => void save(null)}>
            {text.addressRemove}
          </button>
        ) : null}
        <span role="status">{news}</span>
      </div>
    </form>
  );
}
