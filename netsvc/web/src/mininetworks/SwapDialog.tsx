import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../commands';
import type { DutyPartsFragment } from '../generated/graphql';
import { FormDialog } from '../ui/FormDialog';
import { useSpeech } from '../words';
import { clockIn, dayName, endClockIn } from './model';
import type { Network } from './NetworkPage';
import { ProposeSwap } from './queries';

type Props = {
  network: Network;
  mine: DutyPartsFragment;
  /** Everybody's turns of the weeks to come. */
  turns: DutyPartsFragment[];
  zone: string;
  close: () => void;
  done: () => void;
};

/** Ask a colleague to take a turn, perhaps for one of theirs. */
export function SwapDialog({ network, mine, turns, zone, close, done }: Props) {
  const { words, locale } = useSpeech();
  const text = words.mininetworks;
  const run = useCommand();
  const others = network.members.filter((one) => one.id !== mine.expert?.id);
  const [to, setTo] = useState(others[0]?.id ?? '');
  const [back, setBack] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const name = (duty: DutyPartsFragment) =>
    `${dayName(duty.day, locale)} ${clockIn(duty.startsAt, zone)}–${endClockIn(duty.endsAt, zone)}`;
  const theirs = turns.filter((duty) => duty.expert?.id === to);
  const send = async () => {
    const returned = theirs.find((duty) => duty.startsAt === back);
    setBusy(true);
    const answer = await run(
      ProposeSwap,
      {
        miniNetworkId: network.id,
        day: mine.day,
        starts: clockIn(mine.startsAt, zone),
        withExpertId: to,
        returnDay: returned?.day ?? null,
        returnStarts: returned ? clockIn(returned.startsAt, zone) : null,
      },
      (data) => data.proposeSwap,
    );
    setBusy(false);
    if ('good' in answer) done();
    else setProblem('problem' in answer ? answer.problem : words.common.unsure);
  };
  return (
    <FormDialog
      title={text.swapTitle(name(mine))}
      label={text.swapSend}
      close={close}
      submit={() => void send()}
      problem={problem}
      busy={busy}
      ready={to !== ''}
    >
      <NativeSelect
        label={text.swapWith}
        data-autofocus
        value={to}
        onChange={(event) => {
          setTo(event.currentTarget.value);
          setBack('');
        }}
        data={others.map((one) => ({ value: one.id, label: one.name }))}
      />
      <NativeSelect
        label={text.swapReturn}
        value={back}
        onChange={(event) => setBack(event.currentTarget.value)}
        data={[
          { value: '', label: text.swapNothing },
          ...theirs.map((duty) => ({ value: duty.startsAt, label: name(duty) })),
        ]}
      />
      <p className="quiet small">{text.swapWhy}</p>
    </FormDialog>
  );
}
