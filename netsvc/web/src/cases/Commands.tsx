import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { AskSenderDialog, ChangeTypeDialog, ReopenDialog, ReturnDialog } from '../after/dialogs';
import { HandOn } from '../after/HandOn';
import { OpenConference } from '../after/queries';
import { useUndo } from '../after/undo';
import { newKey, useCommand } from '../commands';
import type { OpenedCase } from '../desk/model';
import { useTabs } from '../desk/state';
import { MOST_TABS } from '../desk/tabs';
import { ExcludeFromNet, ResolveCase } from '../graphql/commands';
import { useLive } from '../live';
import { useMe } from '../me';
import { DESK_ROLES, has } from '../roles';
import { FormDialog } from '../ui/FormDialog';
import { PrimaryButton, RANK } from '../ui/Primary';
import { useSpeech } from '../words';
import type { Story, WholeCase } from './CasePage';

/** Puts a case of this person's in hand on their desk; false where no tab is left for it. */
function useTakeToDesk() {
  const { tabs, send } = useTabs();
  const [, navigate] = useLocation();
  return (opened: OpenedCase): boolean => {
    const full = tabs.list.length >= MOST_TABS;
    const room = tabs.list.some(
      ({ desk }) => desk.opened?.id === opened.id || (!desk.opened && !desk.matter.trim()),
    );
    if (full && !room) return false;
    send({ tab: 'take', id: newKey(), opened });
    navigate('/desk');
    return true;
  };
}

type CommandsProps = {
  matter: WholeCase;
  story: Story | null;
  changed: () => void;
  done: (news: string) => void;
};
type Dialog = 'return' | 'ask' | 'retype' | 'exclude' | null;

/** What the owner can do; what is done most stands first. */
export function Commands({ matter, story, changed, done }: CommandsProps) {
  const { words } = useSpeech();
  const text = words.case;
  const me = useMe();
  const run = useCommand();
  const offerUndo = useUndo();
  const { refresh } = useLive();
  const [problem, setProblem] = useState('');
  const [dialog, setDialog] = useState<Dialog>(null);
  const [handingOn, setHandingOn] = useState(false);
  const held = matter.handovers.findLast(
    (one) => one.state === 'ACCEPTED' && one.receiver?.id === me.expert.id,
  );
  const sender = held?.sender?.name ?? words.common.somebody;
  const conferring = story?.conferences.some((one) => one.state === 'OPEN') ?? false;
  const offered = matter.handovers.some((one) => one.state === 'OFFERED');
  const travelled = matter.handovers.some((one) => one.state !== 'OFFERED');
  const agent = has(me.roles, DESK_ROLES);
  const take = useTakeToDesk();
  const close = () => setDialog(null);

  const resolve = async () => {
    const answer = await run(ResolveCase, { caseId: matter.id }, (data) => data.resolveCase);
    if ('good' in answer) {
      offerUndo({ key: answer.key, said: words.after.done.resolved, undone: changed });
    } else setProblem('problem' in answer ? answer.problem : words.common.unsure);
    refresh();
    changed();
  };
  const confer = async () => {
    const answer = await run(
      OpenConference,
      { caseId: matter.id, towardExpertId: null },
      (data) => data.openConference,
    );
    if ('good' in answer) done(words.after.conferenceOpened);
    else setProblem('problem' in answer ? answer.problem : words.common.unsure);
    refresh();
  };

  return (
    <>
      <p role="alert" className="panel-message">
        {problem}
      </p>
      <div className="row">
        <PrimaryButton rank={RANK.usual} onClick={() => void resolve()}>
          {text.resolve}
        </PrimaryButton>
        {agent && !conferring && !offered ? (
          <Button
            variant="default"
            onClick={() => {
              if (!take(matter)) setProblem(words.tabs.full(MOST_TABS));
            }}
          >
            {words.case.toDesk}
          </Button>
        ) : null}
        {conferring || offered ? null : (
          <Button
            variant="default"
            aria-expanded={handingOn}
            onClick={() => setHandingOn((shown) => !shown)}
          >
            {words.after.handOn}
          </Button>
        )}
        {held && !conferring ? (
          <Button variant="default" onClick={() => setDialog('return')}>
            {words.after.giveBack}
          </Button>
        ) : null}
        {held ? (
          <Button variant="default" onClick={() => setDialog('ask')}>
            {words.after.askSender}
          </Button>
        ) : null}
      </div>
      <div className="row">
        <button type="button" className="plain" onClick={() => setDialog('retype')}>
          {words.after.retype}
        </button>
        {travelled && !conferring ? (
          <button type="button" className="plain" onClick={() => void confer()}>
            {words.after.conferenceAsk}
          </button>
        ) : null}
        {matter.excludedFromNet ? null : (
          <button type="button" className="plain" onClick={() => setDialog('exclude')}>
            {text.exclude}
          </button>
        )}
      </div>
      {handingOn ? <HandOn matter={matter} close={() => setHandingOn(false)} done={done} /> : null}
      {dialog === 'return' && held ? (
        <ReturnDialog handoverId={held.id} sender={sender} close={close} done={done} />
      ) : null}
      {dialog === 'ask' && held ? (
        <AskSenderDialog handoverId={held.id} sender={sender} close={close} done={done} />
      ) : null}
      {dialog === 'retype' ? (
        <ChangeTypeDialog caseId={matter.id} close={close} done={done} />
      ) : null}
      {dialog === 'exclude' ? (
        <ExcludeDialog caseId={matter.id} close={close} done={() => done('')} />
      ) : null}
    </>
  );
}

type ExcludeProps = { caseId: string; close: () => void; done: () => void };

function ExcludeDialog({ caseId, close, done }: ExcludeProps) {
  const { words } = useSpeech();
  const text = words.case;
  const run = useCommand();
  const [problem, setProblem] = useState('');
  const [reason, setReason] = useState('');
  const exclude = async () => {
    const answer = await run(
      ExcludeFromNet,
      { caseId, reason: reason.trim() },
      (data) => data.excludeFromNet,
    );
    if ('good' in answer) {
      close();
      done();
    } else setProblem('problem' in answer ? answer.problem : words.common.unsure);
  };
  return (
    <FormDialog
      title={text.excludeTitle}
      label={text.excludeDo}
      close={close}
      submit={() => void exclude()}
      problem={problem}
    >
      <p className="quiet">{text.excludeLead}</p>
      <TextInput
        label={text.excludeReason}
        required
        data-autofocus
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

export function Reopen({ matter, done }: { matter: WholeCase; done: (news: string) => void }) {
  const { words } = useSpeech();
  const agent = has(useMe().roles, DESK_ROLES);
  const take = useTakeToDesk();
  const [asking, setAsking] = useState(false);
  return (
    <div className="row">
      <Button variant="default" onClick={() => setAsking(true)}>
        {words.after.reopen}
      </Button>
      {asking ? (
        <ReopenDialog
          caseId={matter.id}
          channel={matter.channel}
          here={(opened) => {
            if (agent) take(opened);
          }}
          close={() => setAsking(false)}
          done={done}
        />
      ) : null}
    </div>
  );
}
