import { Checkbox, Radio, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useCommand, type Answer } from '../commands';
import type { OpenedCase } from '../desk/model';
import type { Channel, ReturnReason } from '../generated/graphql';
import { useLive } from '../live';
import { FormDialog } from '../ui/FormDialog';
import { useSpeech } from '../words';
import { capital } from '../words/format';
import { AskSender, ChangeIssueType, ReopenCase, ReturnHandover, TypesQuery } from './queries';
import { useUndo } from './undo';

type Common = { close: () => void; done: (news: string) => void };

/** Sends once, tells what went wrong beside the button, and closes where it went well. */
function useSending({ close, done }: Common) {
  const { words } = useSpeech();
  const { refresh } = useLive();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const send = async <Good,>(asked: Promise<Answer<Good>>, news: string) => {
    setBusy(true);
    const answer = await asked;
    setBusy(false);
    refresh();
    if ('good' in answer) {
      close();
      done(news);
      return answer;
    }
    const failed = 'problem' in answer ? answer.problem || words.common.problem : '';
    setProblem(failed || words.common.unsure);
    return null;
  };
  return { busy, problem, send };
}

type LegProps = Common & { handoverId: string; sender: string };

export function ReturnDialog({ handoverId, sender, ...common }: LegProps) {
  const { words, locale } = useSpeech();
  const text = words.after;
  const run = useCommand();
  const offerUndo = useUndo();
  const { busy, problem, send } = useSending(common);
  const [reason, setReason] = useState<ReturnReason>('NOT_MY_MATTER');
  const [note, setNote] = useState('');
  const submit = async () => {
    const answer = await send(
      run(
        ReturnHandover,
        { handoverId, reason, note: note.trim() || null },
        (data) => data.returnHandover,
      ),
      '',
    );
    if (answer) {
      offerUndo({ key: answer.key, said: text.done.returned, undone: () => common.done('') });
    }
  };
  return (
    <FormDialog
      title={text.giveBackTitle}
      label={text.giveBack}
      close={common.close}
      submit={() => void submit()}
      problem={problem}
      busy={busy}
    >
      <p className="quiet">{text.giveBackLead(sender)}</p>
      <Radio.Group
        aria-label={text.giveBackTitle}
        value={reason}
        onChange={(value) => setReason(value)}
      >
        <div className="stack" style={{ padding: '8px 0' }}>
          {Object.entries(text.returnReasons).map(([value, label], index) => (
            <Radio
              key={value}
              value={value}
              label={capital(label, locale)}
              data-autofocus={index === 0 || undefined}
            />
          ))}
        </div>
      </Radio.Group>
      <TextInput
        label={`${words.common.noteLabel} (${words.common.optional})`}
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

export function AskSenderDialog({ handoverId, sender, ...common }: LegProps) {
  const { words } = useSpeech();
  const text = words.after;
  const run = useCommand();
  const { busy, problem, send } = useSending(common);
  const [question, setQuestion] = useState('');
  const submit = () =>
    send(
      run(AskSender, { handoverId, question: question.trim() }, (data) => data.askSender),
      text.asked(sender),
    );
  return (
    <FormDialog
      title={text.askTitle(sender)}
      label={text.askDo}
      close={common.close}
      submit={() => void submit()}
      problem={problem}
      busy={busy}
    >
      <Textarea
        label={text.question}
        required
        data-autofocus
        autosize
        minRows={2}
        maxLength={500}
        value={question}
        onChange={(event) => setQuestion(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

export function ChangeTypeDialog({ caseId, ...common }: Common & { caseId: string }) {
  const { words, say } = useSpeech();
  const text = words.after;
  const run = useCommand();
  const offerUndo = useUndo();
  const { busy, problem, send } = useSending(common);
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState('');
  const [{ data }] = useQuery({ query: TypesQuery, variables: { search: search.trim() } });
  const types = data?.issueTypes.edges.map(({ node }) => node) ?? [];
  const submit = async () => {
    const answer = await send(
      run(ChangeIssueType, { caseId, issueTypeId: chosen }, (result) => result.changeIssueType),
      '',
    );
    if (answer) {
      offerUndo({ key: answer.key, said: text.done.retyped, undone: () => common.done('') });
    }
  };
  return (
    <FormDialog
      title={text.retype}
      label={text.retypeDo}
      close={common.close}
      submit={() => void submit()}
      problem={problem}
      busy={busy}
      ready={chosen !== ''}
    >
      <p className="quiet">{text.retypeLead}</p>
      <TextInput
        label={text.retypeSearch}
        data-autofocus
        autoComplete="off"
        maxLength={100}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setChosen('');
        }}
      />
      <Radio.Group aria-label={text.retypeSearch} value={chosen} onChange={setChosen}>
        <div className="stack" style={{ padding: '8px 0', minHeight: 264 }}>
          {types.map((one) => (
            <Radio key={one.id} value={one.id} label={say(one.name)} />
          ))}
        </div>
      </Radio.Group>
    </FormDialog>
  );
}

type ReopenProps = Common & {
  caseId: string;
  channel: Channel;
  /** Called with the case where the customer is there now. */
  here: (opened: OpenedCase) => void;
};

export function ReopenDialog({ caseId, channel, here: withMe, ...common }: ReopenProps) {
  const { words } = useSpeech();
  const text = words.after;
  const run = useCommand();
  const { busy, problem, send } = useSending(common);
  const [here, setHere] = useState(true);
  const submit = async () => {
    const answer = await send(
      run(ReopenCase, { caseId, channel: here ? channel : null }, (data) => data.reopenCase),
      text.reopened,
    );
    if (answer && here) withMe(answer.good);
  };
  return (
    <FormDialog
      title={text.reopenTitle}
      label={text.reopen}
      close={common.close}
      submit={() => void submit()}
      problem={problem}
      busy={busy}
    >
      <p className="quiet">{text.reopenLead}</p>
      <Checkbox
        label={text.reopenNow}
        checked={here}
        data-autofocus
        onChange={(event) => setHere(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
