import { Button, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useCommand } from '../commands';
import type { AgreementPartsFragment } from '../generated/graphql';
import { LANGUAGES, tagOf, useSpeech, useWords } from '../words';
import { OfNetwork } from './OfNetwork';
import { PublishAgreement } from './queries';

const PARTS = ['answering', 'travels', 'declining'] as const;
const EMPTY = { fi: '', sv: '', en: '' };

/** The next version of how the members work together; earlier ones are kept. */
export function AgreementPage({ id }: { id: string }) {
  const text = useWords().mininetworks;
  return (
    <OfNetwork
      id={id}
      title={text.agreement}
      heading={({ agreement }) => text.agreementTitle((agreement?.version ?? 0) + 1)}
      lead={text.agreementLead}
    >
      {(network) => <Form id={network.id} before={network.agreement ?? null} />}
    </OfNetwork>
  );
}

function Form({ id, before }: { id: string; before: AgreementPartsFragment | null }) {
  const { words } = useSpeech();
  const text = words.mininetworks;
  const run = useCommand();
  const [, navigate] = useLocation();
  const alert = useRef<HTMLParagraphElement>(null);
  const [said, setSaid] = useState({
    answering: before?.answering ?? EMPTY,
    travels: before?.travels ?? EMPTY,
    declining: before?.declining ?? EMPTY,
  });
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState('');
  const missing = PARTS.some((part) => LANGUAGES.some((one) => !said[part][tagOf(one)].trim()));

  const publish = async () => {
    setTried(true);
    if (missing) {
      setProblem(text.agreementMissing);
      requestAnimationFrame(() => alert.current?.focus());
      return;
    }
    setBusy(true);
    const plain = (one: { fi: string; sv: string; en: string }) => ({
      fi: one.fi,
      sv: one.sv,
      en: one.en,
    });
    const input = {
      answering: plain(said.answering),
      travels: plain(said.travels),
      declining: plain(said.declining),
    };
    const answer = await run(
      PublishAgreement,
      { miniNetworkId: id, input },
      (data) => data.publishAgreement,
    );
    setBusy(false);
    if ('good' in answer) navigate(`/mininetworks/${encodeURIComponent(id)}`);
    else setProblem('problem' in answer ? answer.problem : words.common.unsure);
  };
  return (
    <form
      className="stack form-steps"
      onSubmit={(event) => {
        event.preventDefault();
        void publish();
      }}
    >
      {PARTS.map((part) => (
        <fieldset key={part}>
          <legend>{text.parts[part]}</legend>
          <p className="quiet small">{text.partHints[part]}</p>
          <div className="form-three">
            {LANGUAGES.map((language) => (
              <Textarea
                key={language}
                label={words.languages[language]}
                lang={tagOf(language)}
                minRows={3}
                autosize
                maxRows={10}
                maxLength={2000}
                value={said[part][tagOf(language)]}
                error={tried && !said[part][tagOf(language)].trim()}
                onChange={(event) => {
                  const value = event.currentTarget.value;
                  setSaid((old) => ({
                    ...old,
                    [part]: { ...old[part], [tagOf(language)]: value },
                  }));
                }}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <p role="alert" className="panel-message" tabIndex={-1} ref={alert}>
        {problem}
      </p>
      <div className="row">
        <Button type="submit" loading={busy}>
          {text.publish}
        </Button>
        <Link href={`/mininetworks/${encodeURIComponent(id)}`}>{words.common.cancel}</Link>
      </div>
    </form>
  );
}
