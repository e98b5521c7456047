import { Button } from '@mantine/core';
import { useState } from 'react';
import { useClient } from 'urql';
import { useSpeech } from '../words';
import type { Pilot } from './model';
import { PilotExportQuery } from './queries';

const FILES = [
  ['plan.json', 'planJson', 'application/json'],
  ['cases.csv', 'casesCsv', 'text/csv'],
  ['unit-weeks.csv', 'unitWeeksCsv', 'text/csv'],
  ['pulse.csv', 'pulseCsv', 'text/csv'],
] as const;

/** The plan and the cases of the latest look as files: whoever doubts can compute it again. */
export function TakeAlong({ pilot }: { pilot: Pilot }) {
  const { words, say } = useSpeech();
  const text = words.pilots;
  const client = useClient();
  const [busy, setBusy] = useState('');
  const [problem, setProblem] = useState('');
  const [day, setDay] = useState('');
  const take = async ([name, field, kind]: (typeof FILES)[number]) => {
    setBusy(name);
    const answer = await client
      .query(PilotExportQuery, { id: pilot.id }, { requestPolicy: 'network-only' })
      .toPromise();
    setBusy('');
    const found = answer.data?.experimentExport;
    if (found?.__typename !== 'ExperimentExport') {
      setProblem(found ? say(found.message) : words.common.failed);
      return;
    }
    setProblem('');
    setDay(found.asOf);
    const address = URL.createObjectURL(new Blob([found[field]], { type: kind }));
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <section aria-labelledby="along" className="pilot-screen">
      <h2 id="along">{text.along}</h2>
      <p className="measure">{text.alongSays}</p>
      <div className="row pilot-files">
        {FILES.map((file) => (
          <Button
            key={file[0]}
            variant="default"
            loading={busy === file[0]}
            onClick={() => void take(file)}
          >
            {file[0]}
          </Button>
        ))}
      </div>
      <p role="alert" className="panel-message">
        {problem}
      </p>
      <p role="status">
        {day ? (
          <code className="pilot-hash">
            {`netsvc pilots analyse --plan plan.json --cases cases.csv --pulse pulse.csv --as-of ${day} --json`}
          </code>
        ) : null}
      </p>
    </section>
  );
}
