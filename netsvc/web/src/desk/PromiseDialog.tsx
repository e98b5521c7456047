import { Button, Modal, Radio, TextInput } from '@mantine/core';
import { useQuery } from 'urql';
import type { PromiseInput } from '../generated/graphql';
import { useSpeech } from '../words';
import { exact } from '../words/format';
import type { IssueType, PromiseDraft, Suggestion } from './model';
import { PromiseChoicesQuery } from './queries';
import { useDesk } from './state';

type Props = {
  /** Who takes the case over later; null keeps the dialog closed. */
  to: Suggestion | null;
  issueType: IssueType | null;
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

function Form({ to, issueType, close, promise }: Props & { to: Suggestion }) {
  const { words, locale } = useSpeech();
  const { desk, dispatch } = useDesk();
  const text = words.offering;
  const { what, hours: chosen } = desk.promise ?? { what: text.promiseWhatDefault, hours: '' };
  const write = (part: Partial<PromiseDraft>) =>
    dispatch({ do: 'promise', promise: { what, hours: chosen, ...part } });
  const [{ data }] = useQuery({
    query: PromiseChoicesQuery,
    variables: { toExpertId: to.expert.id, issueTypeId: issueType?.id ?? null },
    requestPolicy: 'network-only',
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
        {desk.problem}
      </p>
      <div className="row">
        <Button type="submit" loading={desk.stage === 'sending'}>
          {text.promiseDo}
        </Button>
        <Button variant="default" onClick={close}>
          {words.common.cancel}
        </Button>
      </div>
    </form>
  );
}
