import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSpeech } from '../words';

type Props = {
  title: string;
  close: () => void;
  submit: () => void;
  problem: string;
  busy?: boolean;
  label: string;
  ready?: boolean;
  children: ReactNode;
};

/** A form in a dialog: what went wrong is said beside the button that sends it. */
export function FormDialog({
  title,
  close,
  submit,
  problem,
  busy = false,
  label,
  ready = true,
  children,
}: Props) {
  const { words } = useSpeech();
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {children}
        <p role="alert" className="panel-message">
          {problem}
        </p>
        <div className="row">
          <Button type="submit" loading={busy} disabled={!ready}>
            {label}
          </Button>
          <Button variant="default" onClick={close}>
            {words.common.cancel}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
