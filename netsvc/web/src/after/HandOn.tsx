import { Button } from '@mantine/core';
import { useState } from 'react';
import type { WholeCase } from '../cases/CasePage';
import { useCommand } from '../commands';
import type { PromiseDraft, Suggestion } from '../desk/model';
import { NetworkLine } from '../desk/NetworkLine';
import { inTurn } from '../desk/offering';
import { PromiseDialog } from '../desk/PromiseDialog';
import { useFind } from '../desk/useFind';
import type { PromiseInput } from '../generated/graphql';
import { OfferHandover, OfferToMiniNetwork } from '../graphql/commands';
import { useLive } from '../live';
import { complaintAbout, inputId, PacketForm } from '../packet/PacketForm';
import { entries, faultIn, travelled } from '../packet/values';
import { FreeMark } from '../ui/Mark';
import { Failed, Skeletons } from '../ui/states';
import { useSpeech } from '../words';
import { capital } from '../words/format';
import { OpenConference } from './queries';

type Props = { matter: WholeCase; close: () => void; done: (news: string) => void };
type Problem = { said: string; towardId: string | null };
const MOST_NEXT = 10;
const PEOPLE = 'hand-on-people';
/** One function for all renders: React calls a new one again, and the focus would leave the field. */
const focusFirst = (node: HTMLElement | null) => node?.focus();

/** The people who resolve such matters, to offer the case on without leaving its page. */
export function HandOn({ matter, close, done }: Props) {
  const { words, say, locale } = useSpeech();
  const text = words.after;
  const run = useCommand();
  const { refresh } = useLive();
  const found = useFind(matter.words, matter.issueType?.id ?? null, matter.language, {
    caseId: matter.id,
  });
  const connected =
    matter.state === 'IN_CONTACT' && Boolean(matter.contact) && !matter.contact?.endedAt;
  const about = found.matter?.matches.find((one) => one.issueType.id === matter.issueType?.id);
  const fields = about?.issueType.packetFields ?? [];
  const [packet, setPacket] = useState(() => travelled(matter.handovers.map((leg) => leg.packet)));
  const [pressed, setPressed] = useState(false);
  const [busy, setBusy] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [promising, setPromising] = useState<Suggestion | null>(null);
  const [draft, setDraft] = useState<PromiseDraft | null>(null);
  const fault = pressed ? faultIn(fields, packet, locale) : null;
  const people = found.shown.list.filter((one) => one.expert.id !== matter.owner?.id);

  const offer = async (to: Suggestion, promise: PromiseInput | null) => {
    const { id, name } = to.expert;
    setBusy(id);
    setProblem(null);
    const given = {
      caseId: matter.id,
      kind: connected ? ('WARM' as const) : ('COLD' as const),
      packet: entries(fields, packet, locale),
      promise,
    };
    const next = inTurn(people, id, []).slice(0, MOST_NEXT);
    const answer = to.line
      ? await run(
          OfferToMiniNetwork,
          { ...given, miniNetworkId: id },
          (data) => data.offerToMiniNetwork,
        )
      : await run(
          OfferHandover,
          { ...given, toExpertId: id, nextExpertIds: next.map((one) => one.expert.id), atOnce: 1 },
          (data) => data.offerHandover,
        );
    setBusy('');
    refresh();
    if ('good' in answer) {
      close();
      done(text.offered(name));
    } else if ('unsure' in answer) setProblem({ said: words.common.unsure, towardId: null });
    else {
      const loops = answer.kind === 'WouldLoop';
      setProblem({
        said: answer.problem,
        towardId: loops ? (answer.towardId ?? (to.line ? null : id)) : null,
      });
      // a case that goes round is a matter for a conference, not for another promise
      if (loops) setPromising(null);
    }
  };
  /** Moves to what keeps the packet from travelling; true where nothing does. */
  const complete = (): boolean => {
    const missing = faultIn(fields, packet, locale);
    setPressed(Boolean(missing));
    if (missing) document.getElementById(inputId(missing.field))?.focus();
    return !missing;
  };
  const press = (to: Suggestion) => {
    setProblem(null);
    if (connected && !to.freeNow) {
      setProblem({ said: words.desk.notFreeNow(to.expert.name), towardId: null });
      return;
    }
    if (!complete()) return;
    if (connected) void offer(to, null);
    else setPromising(to);
  };
  const confer = async (towardExpertId: string) => {
    const answer = await run(
      OpenConference,
      { caseId: matter.id, towardExpertId },
      (data) => data.openConference,
    );
    refresh();
    if ('good' in answer) {
      close();
      done(text.conferenceOpened);
    } else {
      const said = 'problem' in answer ? answer.problem : words.common.unsure;
      setProblem({ said, towardId: null });
    }
  };

  return (
    <section className="hand-on" aria-labelledby="hand-on">
      <h2 id="hand-on" tabIndex={-1} ref={focusFirst}>
        {text.handOnTitle}
      </h2>
      <p className="quiet">
        {connected ? text.handOnNow : text.handOnLater}. {text.handOnLead}
      </p>
      <PacketForm
        fields={fields}
        packet={packet}
        fault={fault}
        fill={(name, filled) => setPacket((old) => ({ ...old, [name]: filled }))}
        onward={() => {
          if (complete()) document.querySelector<HTMLElement>(`#${PEOPLE} button`)?.focus();
        }}
      />
      <div role="alert" className="panel-message">
        {fault ? complaintAbout(fault, words, say) : null}
        {promising ? null : problem?.said}{' '}
        {problem?.towardId ? (
          <Button onClick={() => void confer(problem.towardId ?? '')}>{text.conferenceOpen}</Button>
        ) : null}
      </div>
      {found.failed ? <Failed again={found.again} /> : null}
      {people.length === 0 && !found.fresh ? <Skeletons rows={3} /> : null}
      {people.length === 0 && found.fresh && !found.failed ? <p>{text.nobody}</p> : null}
      <ul id={PEOPLE}>
        {people.map((one) => (
          <li key={one.expert.id}>
            <Whom one={one} />
            <Button variant="default" loading={busy === one.expert.id} onClick={() => press(one)}>
              {text.handOnTo(one.expert.name)}
            </Button>
          </li>
        ))}
      </ul>
      <div className="row">
        {found.hasMore ? (
          <button type="button" className="plain" onClick={found.showMore}>
            {text.more}
          </button>
        ) : null}
        <Button variant="default" onClick={close}>
          {words.common.cancel}
        </Button>
      </div>
      <PromiseDialog
        to={promising}
        issueType={matter.issueType}
        draft={draft}
        write={setDraft}
        problem={problem?.said ?? null}
        busy={busy !== ''}
        close={() => setPromising(null)}
        promise={offer}
      />
    </section>
  );
}

function Whom({ one }: { one: Suggestion }) {
  const { say, locale } = useSpeech();
  const { expert, unit, freeNow, reasons, line } = one;
  if (line) {
    return (
      <div className="stack">
        <NetworkLine line={line} name={expert.name} />
      </div>
    );
  }
  return (
    <div className="stack">
      <div className="row">
        <strong>{expert.name}</strong>
        <FreeMark {...expert} freeNow={freeNow} />
        <span className="quiet">{say(unit.name)}</span>
      </div>
      {reasons[0] ? (
        <span className="quiet small">{capital(say(reasons[0].text), locale)}</span>
      ) : null}
    </div>
  );
}
