import { useState } from 'react';
import { Link } from 'wouter';
import { useCommand } from '../commands';
import { PersonPicker } from '../ui/pickers';
import { useSpeech } from '../words';
import type { Mine } from './AvailabilityPage';
import { SetBackup } from './queries';

type Props = { mine: Mine; done: (news: string) => void; refresh: () => void };

/** Who stands in whenever no absence names somebody else. */
export function Backup({ mine, done, refresh }: Props) {
  const { words } = useSpeech();
  const text = words.availability;
  const run = useCommand();
  const [problem, setProblem] = useState('');
  const set = async (backupExpertId: string | null) => {
    const answer = await run(SetBackup, { backupExpertId }, (data) => data.setBackup);
    if ('good' in answer) {
      setProblem('');
      done(answer.good.backup ? text.backupSet(answer.good.backup.name) : text.backupGone);
      refresh();
    } else setProblem('problem' in answer ? answer.problem : words.common.unsure);
  };
  return (
    <>
      {mine.backup ? (
        <p className="row">
          <Link href={`/people/${encodeURIComponent(mine.backup.id)}`}>{mine.backup.name}</Link>
          <button type="button" className="plain" onClick={() => void set(null)}>
            {text.backupRemove}
          </button>
        </p>
      ) : (
        <p className="quiet">{text.backupNone}</p>
      )}
      <PersonPicker
        label={mine.backup ? text.backupChange : text.whoStandsIn}
        without={[mine.id, mine.backup?.id ?? '']}
        pick={(one) => void set(one.id)}
      />
      <p role="alert" className="panel-message">
        {problem}
      </p>
    </>
  );
}
