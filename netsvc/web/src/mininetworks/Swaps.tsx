import { Button } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../commands';
import type { SwapPartsFragment } from '../generated/graphql';
import { useMe } from '../me';
import { useSpeech } from '../words';
import { dayName } from './model';
import type { Network } from './NetworkPage';
import { AnswerSwap } from './queries';

type Props = { network: Network; done: (news: string) => void; refresh: () => void };

/** Turns that members ask each other to take. */
export function Swaps({ network, done, refresh }: Props) {
  const { words } = useSpeech();
  if (network.swaps.length === 0) return null;
  return (
    <section aria-labelledby="swaps" className="stack">
      <h2 id="swaps">{words.mininetworks.swaps}</h2>
      <SwapList swaps={network.swaps} done={done} refresh={refresh} />
    </section>
  );
}

type ListProps = {
  swaps: SwapPartsFragment[];
  done: (news: string) => void;
  refresh: () => void;
};

export function SwapList({ swaps, done, refresh }: ListProps) {
  const { words, locale } = useSpeech();
  const text = words.mininetworks;
  const me = useMe();
  const run = useCommand();
  const [busy, setBusy] = useState('');
  const [problem, setProblem] = useState('');
  const answer = async (swap: SwapPartsFragment, agree: boolean) => {
    setBusy(swap.id);
    const found = await run(AnswerSwap, { swapId: swap.id, agree }, (data) => data.answerSwap);
    setBusy('');
    if ('good' in found) {
      setProblem('');
      done(agree ? text.swapAgreed : text.swapDeclined);
    } else setProblem('problem' in found ? found.problem : words.common.unsure);
    refresh();
  };
  return (
    <>
      <p role="alert" className="panel-message">
        {problem}
      </p>
      <ul className="lines">
        {swaps.map((swap) => {
          const mine = swap.to?.id === me.expert.id;
          const by = swap.by?.name ?? words.common.somebody;
          const to = mine ? text.you : (swap.to?.name ?? words.common.somebody);
          const turn = `${dayName(swap.day, locale)} ${swap.starts}`;
          const back = swap.returnDay
            ? `${dayName(swap.returnDay, locale)} ${swap.returnStarts ?? ''}`
            : null;
          const sentence = back
            ? text.swapAsksBack(by, to, turn, back)
            : text.swapAsks(by, to, turn);
          return (
            <li key={swap.id}>
              <p className="line-text">{sentence}</p>
              {mine ? (
                <div className="row">
                  <Button
                    loading={busy === swap.id}
                    aria-label={`${text.agree}. ${sentence}`}
                    onClick={() => void answer(swap, true)}
                  >
                    {text.agree}
                  </Button>
                  <Button
                    variant="default"
                    disabled={busy === swap.id}
                    aria-label={`${text.disagree}. ${sentence}`}
                    onClick={() => void answer(swap, false)}
                  >
                    {text.disagree}
                  </Button>
                </div>
              ) : (
                <span className="quiet">{text.swapWaits}</span>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
