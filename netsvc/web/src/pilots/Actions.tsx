import { Button, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useCommand, type Answer } from '../commands';
import type { ExperimentVerdictKind } from '../generated/graphql';
import { FormDialog } from '../ui/FormDialog';
import { useSpeech } from '../words';
import { nextLook, type Pilot } from './model';
import { AmendPilot, DecidePilot, EndPilot, TakeLook } from './commands';

type Props = { pilot: Pilot; news: string; done: (news: string) => void };
type Asked = 'end' | 'decide' | 'change';

/** What its lead can do now, and what anybody can take along. */
export function Actions({ pilot, news, done }: Props) {
  const { words } = useSpeech();
  const text = words.pilots;
  const run = useCommand();
  const [asked, ask] = useState<Asked | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const next = nextLook(pilot.looks);
  const leads = pilot.mayChange || (pilot.state === 'ENDED' && !pilot.decision);
  const live = pilot.mayChange && pilot.state !== 'DRAFT' && pilot.state !== 'ENDED';
  const look = async () => {
    if (!next) return;
    setBusy(true);
    const answer = await run(TakeLook, { id: pilot.id, number: next.number }, (d) => d.takeLook);
    setBusy(false);
    setProblem('good' in answer ? '' : said(answer, words.common.unsure));
    if ('good' in answer) done(text.done.look);
  };
  return (
    <div className="stack pilot-screen">
      <div className="row">
        {pilot.state === 'DRAFT' && pilot.mayChange ? (
          <Link href={`/pilots/${encodeURIComponent(pilot.id)}/plan`} className="button">
            {text.goOn}
          </Link>
        ) : null}
        {live && next?.due ? (
          <Button loading={busy} onClick={() => void look()}>
            {text.takeLook(next.number)}
          </Button>
        ) : null}
        {leads && pilot.state === 'ENDED' && !pilot.decision ? (
          <Button onClick={() => ask('decide')}>{text.decide}</Button>
        ) : null}
        {live ? (
          <>
            <Button variant={next ? 'default' : 'filled'} onClick={() => ask('end')}>
              {text.endIt}
            </Button>
            <Button variant="default" onClick={() => ask('change')}>
              {text.addChange}
            </Button>
          </>
        ) : null}
        {pilot.state === 'DRAFT' ? null : (
          <Button variant="default" onClick={() => window.print()}>
            {text.print}
          </Button>
        )}
      </div>
      <p role="alert" className="panel-message">
        {problem}
      </p>
      <p role="status">{news}</p>
      {asked ? (
        <ReasonDialog
          pilot={pilot}
          kind={asked}
          close={() => ask(null)}
          done={(what) => {
            ask(null);
            done(what);
          }}
        />
      ) : null}
    </div>
  );
}

function said(answer: Answer<unknown>, unsure: string): string {
  return 'problem' in answer && answer.problem ? answer.problem : unsure;
}

type ReasonProps = {
  pilot: Pilot;
  kind: Asked;
  close: () => void;
  done: (news: string) => void;
};

function ReasonDialog({ pilot, kind, close, done }: ReasonProps) {
  const { words } = useSpeech();
  const text = words.pilots;
  const run = useCommand();
  const rule = pilot.verdictByRule ?? 'COULD_NEVER_TELL';
  const [verdict, setVerdict] = useState<ExperimentVerdictKind>(rule);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const { id } = pilot;
  const early = nextLook(pilot.looks) !== null;
  const asks = kind === 'change' || (kind === 'end' ? early : verdict !== rule);
  const send = async () => {
    setBusy(true);
    const answer =
      kind === 'change'
        ? await run(AmendPilot, { id, text: reason }, (data) => data.amendExperiment)
        : kind === 'end'
          ? await run(EndPilot, { id, reason }, (data) => data.endExperiment)
          : await run(
              DecidePilot,
              { id, kind: verdict, reason },
              (data) => data.setExperimentVerdict,
            );
    setBusy(false);
    if ('good' in answer) done(text.done[kind]);
    else setProblem(said(answer, words.common.unsure));
  };
  const title = { change: text.addChange, end: text.endIt, decide: text.decide }[kind];
  const label = { change: text.changeText, end: text.endWhy, decide: text.decideWhy }[kind];
  const kinds = Object.keys(text.verdicts) as ExperimentVerdictKind[];
  return (
    <FormDialog
      title={title}
      label={kind === 'change' ? text.save : title}
      close={close}
      submit={() => void send()}
      problem={problem}
      busy={busy}
    >
      {kind === 'decide' ? (
        <Select
          label={text.decideAs}
          allowDeselect={false}
          data={kinds.map((one) => ({
            value: one,
            label: one === rule ? text.byRule(text.verdicts[one]) : text.verdicts[one],
          }))}
          value={verdict}
          onChange={(one) => setVerdict(one ?? rule)}
        />
      ) : null}
      {asks ? (
        <Textarea
          label={label}
          autosize
          minRows={2}
          maxLength={500}
          required
          withAsterisk={false}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      ) : null}
    </FormDialog>
  );
}
