import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { AskPanel } from '../asks/AskPanel';
import { DeskNotes } from '../notes/DeskNotes';
import { inputId } from '../packet/PacketForm';
import { faultIn } from '../packet/values';
import { useTitle } from '../ui/states';
import { useSpeech } from '../words';
import { CasePanel } from './CasePanel';
import { CONFER } from './Conferring';
import { Experts, optionId } from './Experts';
import { MatterLine } from './MatterLine';
import { nextCandidate, packetFields, type Suggestion } from './model';
import { inTurn, laterCandidate, TOGETHER } from './offering';
import { OfferStatus, PROMISE } from './OfferStatus';
import { PromiseDialog } from './PromiseDialog';
import { RedirectDialog } from './RedirectDialog';
import { useDesk, useTabs } from './state';
import { PANEL, TabBar, tabId } from './TabBar';
import { useFind } from './useFind';

const LIST = 'experts';
const idOf = (one: Suggestion) => one.expert.id;
const DONE = ['accepted', 'conference', 'resolved', 'redirected'];

export function DeskPage() {
  const { words } = useSpeech();
  const { tabs } = useTabs();
  useTitle(words.desk.title);
  return (
    <div className="page desk">
      <h1 className="hidden">{words.desk.title}</h1>
      <TabBar />
      <div id={PANEL} role="tabpanel" aria-labelledby={tabId(tabs.active)}>
        <Customer key={tabs.active} />
      </div>
    </div>
  );
}

/** The tab in front. */
function Customer() {
  const { words, locale } = useSpeech();
  const { desk, dispatch, actions } = useDesk();
  const field = useRef<HTMLInputElement>(null);
  const status = useRef<HTMLHeadingElement>(null);
  const [redirecting, setRedirecting] = useState(false);
  const [promising, setPromising] = useState<Suggestion | null>(null);
  const [complaint, setComplaint] = useState('');
  const [asking, setAsking] = useState(false);

  const found = useFind(desk.matter, desk.issueType?.id ?? null, desk.language, {
    channel: desk.channel,
  });
  const { list } = found.shown;
  const sure = found.matter && found.matter.certainty !== 'DONT_KNOW';
  const issueType = desk.issueType ?? (sure ? (found.matter?.matches[0]?.issueType ?? null) : null);
  const chosenId = desk.chosen?.expert.id;
  const at = list.findIndex((one) => one.expert.id === chosenId);
  const free = desk.stage === 'finding' || desk.stage === 'refused';
  const turn = inTurn(list, chosenId ?? '', desk.refusedBy).slice(0, 10);
  const ranOut = desk.stage === 'refused' && desk.offer?.offering?.state === 'NOBODY_LEFT';

  const choose = useCallback(
    (chosen: Suggestion | undefined) => {
      if (!chosen) return;
      setComplaint('');
      dispatch({ do: 'choose', chosen });
    },
    [dispatch],
  );

  // A choice belongs to the list it was made from; other words bring another list.
  useEffect(() => {
    if (!chosenId || !found.fresh || !free) return;
    const still = list.find((one) => one.expert.id === chosenId);
    if (!still) dispatch({ do: 'choose', chosen: null });
    else if (still !== desk.chosen) dispatch({ do: 'choose', chosen: still });
  }, [list, chosenId, desk.chosen, found.fresh, free, dispatch]);

  useEffect(() => {
    const confer = desk.loop ? document.getElementById(CONFER) : null;
    if (confer) confer.focus();
    else if (desk.stage === 'finding') field.current?.focus();
    else if (desk.stage === 'refused') {
      const missing = desk.offer?.missingFields[0];
      const again = list.find((one) => missing && one.expert.id === desk.offer?.receiver?.id);
      const next = again ?? nextCandidate(list, desk.refusedBy);
      dispatch({ do: 'propose', chosen: next ?? laterCandidate(list, desk.offer) });
      // a promise that was refused is mended in its dialog
      if (document.querySelector('[role=dialog]')) return;
      const wanted = missing ? document.getElementById(`packet-${missing}`) : null;
      const promise = document.getElementById(PROMISE);
      (wanted ?? (next?.freeNow ? null : promise) ?? field.current)?.focus();
    } else if (desk.stage !== 'sending') status.current?.focus();
    // Only a change of stage moves the focus, not a fresher list.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [desk.stage, desk.offer?.id]);

  useEffect(() => {
    if (at >= 0) document.getElementById(optionId(at))?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const handOver = (kind: 'WARM' | 'COLD') => {
    if (!free) return;
    if (!desk.matter.trim()) {
      setComplaint(words.desk.writeFirst);
      return;
    }
    if (!desk.chosen) {
      setComplaint(words.desk.chooseFirst);
      return;
    }
    if (kind === 'WARM' && !desk.chosen.freeNow) {
      setComplaint(words.desk.notFreeNow(desk.chosen.expert.name));
      return;
    }
    const fault = faultIn(packetFields(desk, issueType), desk.packet, locale);
    if (fault) {
      document.getElementById(inputId(fault.field))?.focus();
      setComplaint('packet');
      return;
    }
    setComplaint('');
    if (kind === 'COLD') setPromising(desk.chosen);
    else {
      const atOnce = desk.together ? TOGETHER : 1;
      void actions.handOver(kind, issueType, { next: turn.map(idOf), atOnce });
    }
  };

  const ask = () => {
    if (!desk.matter.trim()) setComplaint(words.desk.writeFirst);
    else {
      setComplaint('');
      setAsking(true);
    }
  };

  const onField = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined && list.length > 0) {
      event.preventDefault();
      const from = at < 0 && move < 0 ? 0 : at;
      choose(list[(from + move + list.length) % list.length]);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (!found.fresh || !free) return;
      // whoever can take it now; the first in order where nobody can
      if (at < 0) choose(nextCandidate(list, desk.refusedBy) ?? list[0]);
      else handOver('WARM');
    }
  };

  const redirect = () => {
    if (desk.matter.trim()) setRedirecting(true);
    else setComplaint(words.desk.writeFirst);
  };
  const resolve = () => {
    if (desk.matter.trim()) void actions.resolveMyself(issueType);
    else setComplaint(words.desk.writeFirst);
  };

  /** Does what Alt and this key stand for now; false where that is nothing. */
  const onAlt = (code: string): boolean => {
    const done = DONE.includes(desk.stage);
    const does: Record<string, false | (() => void)> = {
      KeyA: free && ask,
      KeyB: free && (() => dispatch({ do: 'together', together: !desk.together })),
      KeyR: free && redirect,
      KeyL: free && resolve,
      KeyW: desk.stage === 'offered' && (() => void actions.withdraw()),
      KeyN: done && (() => void actions.nextCustomer()),
    };
    const press = does[code];
    if (press) press();
    return Boolean(press);
  };

  const onPage = (event: globalThis.KeyboardEvent) => {
    if (document.querySelector('[role=dialog]')) return;
    const command = event.ctrlKey || event.metaKey;
    const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
    if (command && event.key === 'Enter') {
      event.preventDefault();
      handOver(event.shiftKey ? 'COLD' : 'WARM');
    } else if (event.altKey && digit && free) {
      event.preventDefault();
      choose(list[Number(digit) - 1]);
    } else if (event.altKey && !command && onAlt(event.code)) {
      event.preventDefault();
    } else if (event.key === 'Escape' && free) {
      if (document.activeElement === field.current) dispatch({ do: 'choose', chosen: null });
      field.current?.focus();
    }
  };
  const latest = useRef(onPage);
  useEffect(() => {
    latest.current = onPage;
  });
  useEffect(() => {
    const listener = (event: globalThis.KeyboardEvent) => latest.current(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  const notes =
    found.matter?.matches.find((match) => match.issueType.id === issueType?.id)?.issueType.notes ??
    [];
  const blank = desk.matter.trim() === '' && desk.issueType === null;
  return (
    <>
      <div className="matter">
        <label htmlFor="matter">{words.desk.matter}</label>
        <input
          id="matter"
          ref={field}
          type="text"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          maxLength={2000}
          placeholder={words.desk.placeholder}
          value={desk.matter}
          aria-autocomplete="list"
          aria-expanded={list.length > 0}
          aria-controls={list.length > 0 ? LIST : undefined}
          aria-activedescendant={at >= 0 ? optionId(at) : undefined}
          onChange={(event) => dispatch({ do: 'write', matter: event.currentTarget.value })}
          onKeyDown={onField}
        />
        <MatterLine found={found} />
      </div>
      <div className="desk-columns">
        <section aria-labelledby="who">
          <h2 id="who">{words.desk.who}</h2>
          <DeskNotes notes={blank ? [] : notes} of={issueType?.id ?? ''} />
          <Experts id={LIST} found={found} blank={blank} choose={choose} />
          {blank ? null : (
            <p className="desk-nobody">
              <button
                type="button"
                className="plain"
                disabled={!free}
                aria-keyshortcuts="Alt+R"
                onClick={redirect}
              >
                {words.desk.nobodyFits}
              </button>{' '}
              <kbd aria-hidden="true">Alt R</kbd>
            </p>
          )}
        </section>
        <section aria-labelledby="the-case" className="desk-case">
          <h2 id="the-case">
            {desk.opened ? words.desk.caseOpen(desk.opened.number) : words.desk.theCase}
          </h2>
          <OfferStatus
            heading={status}
            later={
              ranOut ? () => setPromising(desk.chosen ?? laterCandidate(list, desk.offer)) : null
            }
          />
          <AskPanel
            list={list}
            issueType={issueType}
            asking={asking && free}
            close={() => {
              setAsking(false);
              field.current?.focus();
            }}
          />
          {free || desk.stage === 'sending' ? (
            <CasePanel
              blank={blank}
              issueType={issueType}
              complaint={complaint}
              next={turn}
              handOver={handOver}
              ask={ask}
            />
          ) : null}
        </section>
      </div>
      <PromiseDialog
        to={promising}
        issueType={issueType}
        draft={desk.promise}
        write={(promise) => dispatch({ do: 'promise', promise })}
        problem={desk.problem}
        busy={desk.stage === 'sending'}
        close={() => setPromising(null)}
        promise={async (to, promise) => {
          const next = inTurn(list, to.expert.id, desk.refusedBy).slice(0, 10);
          const made = await actions.handOver('COLD', issueType, {
            ...(to.line ? { networkId: to.expert.id } : { to: to.expert.id }),
            next: next.map(idOf),
            atOnce: 1,
            promise,
          });
          if (made) setPromising(null);
        }}
      />
      <RedirectDialog
        opened={redirecting}
        close={() => setRedirecting(false)}
        issueType={issueType}
      />
    </>
  );
}
