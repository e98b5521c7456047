import { Button, Modal, Radio, TextInput } from '@mantine/core';
import { useQuery } from 'urql';
import type { PromiseInput } from '../generated/graphql';
import { useSpeech } from '../words';
import { exact } from '../words/format';
import type { IssueType, PromiseDraft, Suggestion } from './model';
import { PromiseChoicesQuery } from './queries';

type Props = {
  /** Who takes the case over later; null keeps the dialog closed. */
  to: Suggestion | null;
  issueType: Pick<IssueType, 'id'> | null;
  /** As written so far; null stands for what is proposed. */
  draft: PromiseDraft | null;
  write: (draft: PromiseDraft) => void;
  problem: string | null;
  busy: boolean;
  close: () => void;
  promise: (to: Suggestion, promise: PromiseInput) => Promise<void>;
};

/** What the customer is told of a handover for later: proposed, so that Enter is enough. */
export function PromiseDialog({ to, close, ...rest }: Props) {
  const { words } = useSpeech();
  return (
    <Modal
      opened={to !== null}
      onClose={close}
      title={words.offering.promiseTitle}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      {to ? <Form to={to} close={close} {...rest} /> : null}
    </Modal>
  );
}

/** Whose hours count: of a mini-network, of who is asked first. */
function receiverOf({ expert, line }: Suggestion): string | undefined {
  return line ? (line.onDuty[0] ?? line.nextDuty)?.expert.id : expert.id;
}

function Form({ to, ...given }: Props & { to: Suggestion }) {
  const { words, locale } = useSpeech();
  const { issueType, draft, problem, busy, close, promise } = given;
  const text = words.offering;
  const { what, hours: chosen } = draft ?? { what: text.promiseWhatDefault, hours: '' };
  const write = (part: Partial<PromiseDraft>) => given.write({ what, hours: chosen, ...part });
  const receiver = receiverOf(to);
  const [{ data }] = useQuery({
    query: PromiseChoicesQuery,
    variables: { toExpertId: receiver ?? '', issueTypeId: issueType?.id ?? null },
    requestPolicy: 'network-only',
    pause: receiver === undefined,
  });
  const choices = data?.promiseChoices ?? [];
  const proposed = choices.find((one) => one.proposed);
  const hours = chosen || String(proposed?.workingHours ?? '');

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!what.trim()) return;
        void promise(to, { what: what.trim(), workingHours: hours ? Number(hours) : null });
      }}
    >
      <p className="quiet">{text.promiseLead(to.expert.name)}</p>
      <TextInput
        label={text.promiseWhat}
        data-autofocus
        required
        maxLength={500}
        value={what}
        onChange={(event) => write({ what: event.currentTarget.value })}
      />
      <Radio.Group
        label={text.promiseBy}
        value={hours}
        onChange={(value) => write({ hours: value })}
      >
        <div className="stack promise-times">
          {choices.map((one) => (
            <Radio
              key={one.workingHours}
              value={String(one.workingHours)}
              label={text.promiseTime(exact(one.by, locale), one.workingHours)}
            />
          ))}
        </div>
      </Radio.Group>
      <p role="alert" className="panel-message">
        {problem}
      </p>
      <div className="row">
        <Button type="submit" loading={busy}>
          {text.promiseDo}
        </Button>
        <Button variant="default" onClick={close}>
          {words.common.cancel}
        </Button>
      </div>
    </form>
  );
}
