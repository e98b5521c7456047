import { TextInput } from '@mantine/core';
import { useWords } from '../words';
import { CHOICES, type Choice } from './period';
import { usePeriod } from './usePeriod';

const KNOWN = ['all', ...(Object.keys(CHOICES) as Choice[]), 'days'] as const;

/** Which days the page is about. `empty`: nothing happened in them. */
export function PeriodChoice({ empty }: { empty: boolean }) {
  const text = useWords().period;
  const { choice, days, backwards, show } = usePeriod();
  const nothing = empty && choice !== 'all' && !backwards;
  return (
    <div className="stack period">
      <div className="row" role="group" aria-label={text.label}>
        {KNOWN.map((one) => (
          <button
            key={one}
            type="button"
            className="level"
            aria-pressed={one === choice}
            onClick={() => show(one)}
          >
            {text.choices[one]}
          </button>
        ))}
      </div>
      {choice === 'days' ? (
        <div className="row days">
          <TextInput
            type="date"
            label={text.from}
            value={days.from ?? ''}
            error={backwards ? text.backwards : undefined}
            onChange={(event) => show('days', { ...days, from: event.currentTarget.value || null })}
          />
          <TextInput
            type="date"
            label={text.to}
            value={days.to ?? ''}
            onChange={(event) => show('days', { ...days, to: event.currentTarget.value || null })}
          />
        </div>
      ) : null}
      {choice !== 'all' && !empty ? <p className="quiet small measure">{text.whole}</p> : null}
      {nothing ? (
        <p role="status">
          {text.empty}{' '}
          <button type="button" className="plain" onClick={() => show('all')}>
            {text.showAll}
          </button>
        </p>
      ) : null}
    </div>
  );
}
