import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useCommand, type Answer } from '../commands';
import { useSpeech } from '../words';
import { day } from '../words/format';
import { SharePilot, UnsharePilot } from './commands';
import type { Pilot } from './model';
import { PilotSharesQuery } from './queries';

const LONGEST = 90;

/** Links by which somebody without an account reads this one pilot: made, copied, withdrawn. */
export function Sharing({ pilot }: { pilot: Pilot }) {
  const { words, locale } = useSpeech();
  const text = words.pilots;
  const run = useCommand();
  const [{ data }, again] = useQuery({
    query: PilotSharesQuery,
    variables: { id: pilot.id },
    requestPolicy: 'network-only',
  });
  const [days, setDays] = useState<number | string>(30);
  const [news, setNews] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const shares = data?.experiment?.shares ?? [];
  const answered = (answer: Answer<unknown>, done: string) => {
    setBusy(false);
    const good = 'good' in answer;
    setNews(good ? done : '');
    setProblem(good ? '' : 'problem' in answer ? answer.problem : words.common.unsure);
    if (good) again({ requestPolicy: 'network-only' });
  };
  const make = async () => {
    setBusy(true);
    const variables = { id: pilot.id, days: Number(days) || 0 };
    answered(await run(SharePilot, variables, (d) => d.shareExperiment), text.shareDone);
  };
  const withdraw = async (shareId: string) => {
    setBusy(true);
    answered(await run(UnsharePilot, { shareId }, (d) => d.unshareExperiment), text.shareGone);
  };
  const copy = async (url: string) => {
    try {
      await navigator.clipboard.writeText(url);
      setNews(text.shareCopied);
    } catch {
      // no clipboard away from https and loopback: the address stands there to be selected
      setNews(text.shareSelect);
    }
  };
  return (
    <section aria-labelledby="share" className="pilot-screen stack">
      <h2 id="share">{text.share}</h2>
      <p className="measure">{text.shareSays}</p>
      <ul className="stack">
        {shares.map((one) => {
          const url = new URL(one.path, window.location.origin).href;
          const until = text.shareUntil(day(one.expiresAt, locale));
          return (
            <li key={one.id} className="pilot-share">
              <label>
                {until}
                <input
                  className="input"
                  readOnly
                  value={url}
                  onFocus={(event) => event.currentTarget.select()}
                />
              </label>
              <div className="row">
                <Button
                  variant="default"
                  aria-label={`${text.copy}, ${until}`}
                  onClick={() => void copy(url)}
                >
                  {text.copy}
                </Button>
                <Button
                  variant="default"
                  aria-label={`${text.shareEnd}, ${until}`}
                  disabled={busy}
                  onClick={() => void withdraw(one.id)}
                >
                  {text.shareEnd}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
      <form
        className="row pilot-share-new"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <NumberInput
          label={text.shareDays}
          min={1}
          max={LONGEST}
          allowDecimal={false}
          w={140}
          value={days}
          onChange={setDays}
        />
        <Button type="submit" variant="default" disabled={busy}>
          {text.shareMake}
        </Button>
      </form>
      <p role="alert" className="panel-message">
        {problem}
      </p>
      <p role="status">{news}</p>
    </section>
  );
}
