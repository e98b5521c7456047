import { Button, SegmentedControl } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { Channel } from '../generated/graphql';
import { complaintAbout, PacketForm } from '../packet/PacketForm';
import { faultIn } from '../packet/values';
import { useNow } from '../time';
import { FreeMark } from '../ui/Mark';
import { PrimaryButton, RANK } from '../ui/Primary';
import { LANGUAGES, useSpeech } from '../words';
import { capital, clock, day } from '../words/format';
import { CONFER } from './Conferring';
import { Contributions } from './Contributions';
import { packetFields, type IssueType, type Suggestion } from './model';
import { ChosenNetwork } from './NetworkLine';
import { NextUp } from './NextUp';
import { useDesk } from './state';

type Props = {
  blank: boolean;
  issueType: IssueType | null;
  complaint: string;
  next: Suggestion[];
  handOver: (kind: 'WARM' | 'COLD') => void;
  ask: () => void;
};

export function CasePanel({ blank, issueType, complaint, next, handOver, ask }: Props) {
  const { words, say, locale } = useSpeech();
  const { desk, dispatch, actions } = useDesk();
  const text = words.desk;
  const busy = desk.stage === 'sending';
  const fields = packetFields(desk, issueType);
  const fault = complaint === 'packet' ? faultIn(fields, desk.packet, locale) : null;
  const message =
    desk.problem ??
    (complaint === 'packet' ? (fault ? complaintAbout(fault, words, say) : '') : complaint);

  return (
    <div className="panel" aria-busy={busy}>
      <div className="panel-row">
        <span id="speaks">{text.customerSpeaks}</span>
        <div className="row">
          <SegmentedControl
            aria-labelledby="speaks"
            value={desk.language}
            onChange={(value) => dispatch({ do: 'fill', field: 'language', value })}
            data={LANGUAGES.map((value) => ({ value, label: words.languages[value] }))}
            disabled={desk.opened !== null}
          />
          {desk.opened?.contact ? <WithCustomer since={desk.opened.contact.startedAt} /> : null}
        </div>
      </div>
      {desk.opened ? null : (
        <Field label={text.customerNumber} hint={text.customerNumberWhy}>
          {(props) => (
            <div className="panel-pair">
              <input
                {...props}
                className="input"
                autoComplete="off"
                maxLength={40}
                value={desk.customerNumber}
                onChange={(event) =>
                  dispatch({
                    do: 'fill',
                    field: 'customerNumber',
                    value: event.currentTarget.value,
                  })
                }
              />
              <select
                aria-label={text.channel}
                className="input"
                value={desk.channel}
                onChange={(event) =>
                  dispatch({ do: 'fill', field: 'channel', value: event.currentTarget.value })
                }
              >
                {(Object.keys(words.channels) as Channel[]).map((channel) => (
                  <option key={channel} value={channel}>
                    {capital(words.channels[channel], locale)}
                  </option>
                ))}
              </select>
            </div>
          )}
        </Field>
      )}
      {blank ? null : (
        <>
          <h3>{text.travels}</h3>
          {fields.length === 0 ? <p className="quiet">{text.travelsNothing}</p> : null}
          <PacketForm
            fields={fields}
            packet={desk.packet}
            fault={fault}
            fill={(field, filled) => dispatch({ do: 'pack', name: field, filled })}
            onward={() => handOver('WARM')}
          />
          <Chosen issueType={issueType} />
          <p className="panel-message" role="alert">
            {message}
          </p>
          {desk.loop ? (
            <div>
              <PrimaryButton rank={RANK.confer} id={CONFER} onClick={() => void actions.confer()}>
                {words.after.conferenceOpen}
              </PrimaryButton>
            </div>
          ) : null}
          <div className="row panel-do">
            <PrimaryButton rank={RANK.usual} onClick={() => handOver('WARM')} loading={busy}>
              {text.handOver}
            </PrimaryButton>
            <Button variant="default" disabled={busy} onClick={ask}>
              {words.asks.ask}
            </Button>
            <Button variant="default" disabled={busy} onClick={() => handOver('COLD')}>
              {text.later}
            </Button>
            <button
              type="button"
              className="plain"
              disabled={busy || !desk.matter.trim()}
              aria-keyshortcuts="Alt+L"
              onClick={() => void actions.resolveMyself(issueType)}
            >
              {text.resolveMyself}
            </button>
            <kbd className="small quiet" aria-hidden="true">
              Alt L
            </kbd>
          </div>
          {desk.chosen?.line ? (
            <p className="quiet small">{text.nextNetwork(desk.chosen.expert.name)}</p>
          ) : (
            <NextUp issueType={issueType} next={next} />
          )}
          <Keys />
          {desk.opened ? (
            <Link href={`/cases/${encodeURIComponent(desk.opened.id)}`}>{text.openCase}</Link>
          ) : null}
        </>
      )}
    </div>
  );
}

function Chosen({ issueType }: { issueType: IssueType | null }) {
  const { words, say, locale } = useSpeech();
  const { desk, actions } = useDesk();
  const text = words.desk;
  if (!desk.chosen) return null;
  if (desk.chosen.line) {
    return <ChosenNetwork line={desk.chosen.line} name={desk.chosen.expert.name} />;
  }
  const { expert, unit, reasons, freeNow, standIn } = desk.chosen;
  return (
    <div className="chosen">
      <div className="row">
        <h3>{text.to(expert.name)}</h3>
        <FreeMark {...expert} freeNow={freeNow} />
        <Link href={`/units/${encodeURIComponent(unit.id)}`}>{say(unit.name)}</Link>
      </div>
      {standIn ? (
        <p className="row">
          <span>{words.availability.standsIn(standIn.name)}.</span>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => {
              const how = { to: standIn.id, next: [], atOnce: 1 };
              void actions.handOver(standIn.freeNow ? 'WARM' : 'COLD', issueType, how);
            }}
          >
            {text.toStandIn(standIn.name)}
          </Button>
        </p>
      ) : null}
      <details>
        <summary>{text.why}</summary>
        <ul className="bullets">
          {reasons.map((reason) => (
            <li key={reason.kind + say(reason.text)}>{capital(say(reason.text), locale)}</li>
          ))}
        </ul>
        <Contributions parts={desk.chosen.contributions} />
        <p className="quiet measure">
          {text.whyText} {text.whyDate(day(new Date().toISOString(), locale))}
        </p>
      </details>
    </div>
  );
}

type FieldProps = {
  label: string;
  hint?: string;
  id?: string;
  children: (props: { id: string; 'aria-describedby'?: string }) => ReactNode;
};

function Field({ label, hint, id, children }: FieldProps) {
  const own = useId();
  const field = id ?? own;
  return (
    <div className="panel-row">
      <label htmlFor={field}>{label}</label>
      <div>
        {children(hint ? { id: field, 'aria-describedby': `${field}-hint` } : { id: field })}
        {hint ? (
          <span id={`${field}-hint`} className="quiet small">
            {hint}
          </span>
        ) : null}
      </div>
    </div>
  );
}

export function WithCustomer({ since }: { since: string }) {
  const { words } = useSpeech();
  const now = useNow(1000);
  return (
    <span className="figures quiet">
      {words.desk.withCustomer}{' '}
      <span role="timer" aria-label={words.desk.withCustomer}>
        {clock((now - Date.parse(since)) / 1000)}
      </span>
    </span>
  );
}

function Keys() {
  const { words } = useSpeech();
  const text = words.desk;
  const keys: [string, string][] = [
    ['↑ ↓', text.keyChoose],
    ['Enter', text.keyHandOver],
    ['Ctrl Enter', text.keyHandOver],
    ['Ctrl Shift Enter', text.keyLater],
    ['Alt A', words.asks.keyAsk],
    ['Alt R', text.keyRedirect],
    ['Alt L', text.keyResolve],
    ['Alt 1…9', text.keyNumber],
    ['Alt S', words.packet.keySkip],
    ['Esc', text.keyBack],
  ];
  return (
    <p className="keys small quiet">
      {keys.map(([key, what]) => (
        <span key={key}>
          <kbd>{key}</kbd> {what}
        </span>
      ))}
    </p>
  );
}
