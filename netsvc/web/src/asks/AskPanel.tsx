import { useEffect, useState } from 'react';
import type { IssueType, Suggestion } from '../desk/model';
import { useDesk } from '../desk/state';
import { useLive } from '../live';
import { useCommand } from '../commands';
import { useSpeech } from '../words';
import { AskForm } from './AskForm';
import { AskThread } from './AskThread';
import { bestThree, newestAnswer, type To } from './model';
import { MarkHelped } from './queries';

type Props = {
  list: Suggestion[];
  issueType: IssueType | null;
  asking: boolean;
  close: () => void;
};

/** What was asked about the case in hand, with the form for the next question. */
export function AskPanel({ list, issueType, asking, close }: Props) {
  const { words, say } = useSpeech();
  const text = words.asks;
  const { desk, actions } = useDesk();
  const { asks, listen, refresh } = useLive();
  const run = useCommand();
  const [news, setNews] = useState('');
  const caseId = desk.opened?.id;
  const mine = caseId ? (asks?.mine.filter((ask) => ask.case.id === caseId) ?? []) : [];
  const newest = newestAnswer(mine);

  useEffect(
    () =>
      listen(({ kind, ask }) => {
        if (!ask || ask.case.id !== caseId) return;
        const said = ask.replies.filter((reply) => reply.state === 'ANSWERED').at(-1)?.expert?.name;
        if (kind === 'ANSWERED' && said) setNews(text.newAnswer(said));
        else if (kind === 'ASK_PASSED') setNews(text.newPass);
      }),
    [listen, caseId, text],
  );

  const mark = async () => {
    if (!newest?.reply.expert) return;
    const { expert } = newest.reply;
    const answer = await run(
      MarkHelped,
      { askId: newest.ask.id, expertId: expert.id },
      (data) => data.markHelped,
    );
    if ('good' in answer) setNews(text.helpedThanks(expert.name));
    else setNews('problem' in answer ? answer.problem : words.common.unsure);
    refresh();
  };
  useEffect(() => {
    if (!newest) return;
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.code !== 'KeyH' || document.querySelector('[role=dialog]')) return;
      event.preventDefault();
      void mark();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  const choices: To[] = [];
  // a mini-network stands among the people; it is asked as one
  const chosen = desk.chosen?.line ? null : desk.chosen;
  if (chosen && chosen.expert.presence !== 'DO_NOT_DISTURB') {
    choices.push({ kind: 'one', id: chosen.expert.id, name: chosen.expert.name });
  }
  const network = [chosen, ...list].find((one) => one?.miniNetwork)?.miniNetwork;
  if (network) choices.push({ kind: 'network', id: network.id, name: say(network.name) });
  const best = bestThree(list.filter((one) => !one.line));
  if (best.length > 1 || (best.length === 1 && !chosen)) {
    choices.push({
      kind: 'best',
      ids: best.map(({ expert }) => expert.id),
      names: best.map(({ expert }) => expert.name),
    });
  }

  return (
    <div className="ask-panel">
      <p role="status" className={news ? 'ask-news' : 'hidden'}>
        {news}
      </p>
      {mine.length > 0 ? (
        <section aria-label={text.yours} className="stack">
          {mine.map((ask) => (
            <AskThread key={ask.id} ask={ask} done={setNews} />
          ))}
          {newest ? (
            <p className="quiet small">
              <kbd>Alt H</kbd> {text.keyHelped}
            </p>
          ) : null}
        </section>
      ) : null}
      {asking ? (
        <AskForm
          matter={desk.matter.trim()}
          choices={choices}
          open={() => actions.open(issueType)}
          close={close}
        />
      ) : null}
    </div>
  );
}
