import { useState } from 'react';
import { useCommand } from '../commands';
import type { VerdictPartsFragment } from '../generated/graphql';
import { useSpeech } from '../words';
import { AskVerdict, RecordVerdict } from './queries';

/** Two questions for the customer before they go; they may answer later by a link as well. */
export function VerdictAsk({ caseId }: { caseId: string }) {
  const { words } = useSpeech();
  const text = words.voice;
  const run = useCommand();
  const [solved, setSolved] = useState<boolean | null>(null);
  const [repeated, setRepeated] = useState<boolean | null>(null);
  const [kept, setKept] = useState<VerdictPartsFragment | null>(null);
  const [problem, setProblem] = useState('');

  const save = async (said: { solved?: boolean; repeated?: boolean }) => {
    const answer = await run(RecordVerdict, { caseId, ...said }, (data) => data.recordVerdict);
    if ('good' in answer) {
      setKept(answer.good);
      setProblem('');
    } else setProblem('problem' in answer ? answer.problem : words.common.unsure);
  };
  const link = async () => {
    const answer = await run(AskVerdict, { caseId }, (data) => data.askVerdict);
    if ('good' in answer) {
      setKept(answer.good);
      setProblem('');
    } else setProblem('problem' in answer ? answer.problem : words.common.unsure);
  };
  const choose = (which: 'solved' | 'repeated', value: boolean) => {
    const now = { solved, repeated, [which]: value };
    setSolved(now.solved);
    setRepeated(now.repeated);
    if (now.solved !== null && now.repeated !== null) {
      void save({ solved: now.solved, repeated: now.repeated });
    }
  };

  const url = kept?.path ? new URL(kept.path, window.location.origin).href : null;
  const over = kept !== null && kept.state !== 'ASKED';
  return (
    <section className="verdict" aria-label={text.title}>
      <p className="quiet small">{text.title}</p>
      {over ? null : (
        <>
          <Choice
            label={text.solved}
            value={solved}
            choose={(value) => {
              choose('solved', value);
            }}
          />
          <Choice
            label={text.repeated}
            value={repeated}
            choose={(value) => {
              choose('repeated', value);
            }}
          />
          <div className="row small">
            <button type="button" className="plain" onClick={() => void save({})}>
              {text.wouldNotSay}
            </button>
            <button type="button" className="plain" onClick={() => void link()}>
              {text.link}
            </button>
          </div>
        </>
      )}
      {url ? (
        <label className="verdict-link small">
          {text.linkHow}
          <input
            className="input"
            readOnly
            value={url}
            onFocus={(event) => {
              event.currentTarget.select();
            }}
          />
        </label>
      ) : null}
      <p role="status" className="small">
        {over ? (kept.state === 'ANSWERED' ? text.thanks : text.noted) : ''}
      </p>
      <p role="alert" className="panel-message">
        {problem}
      </p>
    </section>
  );
}

type ChoiceProps = {
  label: string;
  value: boolean | null;
  choose: (value: boolean) => void;
};

function Choice({ label, value, choose }: ChoiceProps) {
  const { words } = useSpeech();
  const text = words.voice;
  return (
    <div className="row" role="group" aria-label={label}>
      <span>{label}</span>
      {[true, false].map((one) => (
        <button
          key={String(one)}
          type="button"
          className="tool"
          aria-pressed={value === one}
          onClick={() => {
            choose(one);
          }}
        >
          {one ? text.yes : text.no}
        </button>
      ))}
    </div>
  );
}
