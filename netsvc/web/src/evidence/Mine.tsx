import { Button } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useCommand } from '../commands';
import type { MyEvidenceQuery } from '../generated/graphql';
import { useNow } from '../time';
import { Empty, Failed, Skeletons } from '../ui/states';
import { useSpeech } from '../words';
import { longDuration, relative } from '../words/format';
import { ContestDialog } from './ContestDialog';
import { ContestItem } from './ContestItem';
import { DeclareSkill, MyEvidence } from './queries';

export type Line = MyEvidenceQuery['myEvidence']['lines'][number];

export function Mine() {
  const { words } = useSpeech();
  const text = words.evidence;
  const [{ data, error }, ask] = useQuery({
    query: MyEvidence,
    requestPolicy: 'cache-and-network',
  });
  const [contesting, setContesting] = useState<Line | null>(null);
  const [said, setSaid] = useState('');
  const again = () => ask({ requestPolicy: 'network-only' });
  const own = data?.myEvidence;
  const waiting = new Set(
    own?.contests.filter((one) => one.state === 'OPEN').map((one) => one.issueType?.id),
  );
  return (
    <section aria-labelledby="mine" className="stack">
      <h2 id="mine">{text.mine}</h2>
      <p role="status" className={said ? 'notice' : 'hidden'}>
        {said}
      </p>
      {error && !own ? <Failed again={again} /> : null}
      {!own && !error ? <Skeletons rows={4} /> : null}
      {own?.lines.length === 0 ? <Empty more={text.emptyMore}>{text.empty}</Empty> : null}
      <ul>
        {own?.lines.map((line) => (
          <OneLine
            key={line.issueType?.id}
            line={line}
            waiting={waiting.has(line.issueType?.id)}
            contest={() => setContesting(line)}
            done={(message) => {
              setSaid(message);
              again();
            }}
          />
        ))}
      </ul>
      {own && own.contests.length > 0 ? (
        <>
          <h2>{text.myContests}</h2>
          <ul>
            {own.contests.map((one) => (
              <ContestItem key={one.id} contest={one} />
            ))}
          </ul>
        </>
      ) : null}
      <ContestDialog
        line={contesting}
        close={() => setContesting(null)}
        done={() => {
          setContesting(null);
          setSaid(text.sent);
          again();
        }}
      />
    </section>
  );
}

type LineProps = {
  line: Line;
  waiting: boolean;
  contest: () => void;
  done: (message: string) => void;
};

function OneLine({ line, waiting, contest, done }: LineProps) {
  const { words, say, locale } = useSpeech();
  const text = words.evidence;
  const now = useNow(60_000);
  const run = useCommand();
  const [busy, setBusy] = useState(false);
  const type = line.issueType;
  if (!type) return null;
  const name = say(type.name);
  const declare = async (level: number) => {
    setBusy(true);
    const variables = { issueTypeId: type.id, level };
    const answer = await run(DeclareSkill, variables, (data) => data.declareSkill);
    setBusy(false);
    if ('good' in answer) done(level > 0 ? text.declared(name) : text.undeclared(name));
    else done('unsure' in answer ? words.common.failed : answer.problem);
  };
  return (
    <li className="evidence-line">
      <div className="stack">
        <h3>{name}</h3>
        <p>
          {text.counts(line.resolved, line.received)}
          {line.medianHours !== null
            ? ` ${text.usual(longDuration(line.medianHours * 3600, locale))}`
            : ''}
        </p>
        <p className="quiet small">
          {text.recent(line.recent)}
          {line.lastAt ? ` ${text.last(relative(line.lastAt, now, locale))}` : ''}
        </p>
        {line.askSkill ? (
          <div className="row notice">
            <span>{text.askSkill(line.recent)}</span>
            <Button size="xs" disabled={busy} onClick={() => void declare(2)}>
              {text.yesMine}
            </Button>
          </div>
        ) : null}
        {line.declaredLevel > 0 ? (
          <div className="row small">
            <span>{text.level(words.directory.level[line.declaredLevel - 1] ?? '')}</span>
            <button
              type="button"
              className="plain"
              disabled={busy}
              aria-label={`${text.takeBack}: ${name}`}
              onClick={() => void declare(0)}
            >
              {text.takeBack}
            </button>
          </div>
        ) : null}
      </div>
      {waiting ? (
        <span className="quiet small">{text.waiting}</span>
      ) : (
        <button
          type="button"
          className="plain"
          aria-label={`${text.wrong}: ${name}`}
          onClick={contest}
        >
          {text.wrong}
        </button>
      )}
    </li>
  );
}
