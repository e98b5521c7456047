import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useCommand } from '../commands';
import type { UnitHoursFragment, Weekday } from '../generated/graphql';
import { WEEKDAYS, weekdayName } from '../mininetworks/model';
import { PersonPicker } from '../ui/pickers';
import { useSpeech } from '../words';
import { capital } from '../words/format';
import { read, written } from './hours';
import { SetUnitBackup, SetUnitHours } from './queries';

type Props = { unit: UnitHoursFragment; done: (news: string) => void; refresh: () => void };

/** The week of a unit, one line a day; for those who keep it. */
export function HoursEditor({ unit, done, refresh }: Props) {
  const { words } = useSpeech();
  const [open, setOpen] = useState(false);
  const text = words.availability;
  if (!open) {
    return (
      <div>
        <Button variant="default" onClick={() => setOpen(true)}>
          {text.hoursChange}
        </Button>
      </div>
    );
  }
  const close = (news: string) => {
    setOpen(false);
    if (news) done(news);
    refresh();
  };
  return <Week unit={unit} close={close} />;
}

function Week({ unit, close }: { unit: UnitHoursFragment; close: (news: string) => void }) {
  const { words, locale } = useSpeech();
  const text = words.availability;
  const run = useCommand();
  const [week, setWeek] = useState(
    () => Object.fromEntries(WEEKDAYS.map((day) => [day, written(unit.hours, day)])) as Week,
  );
  const [zone, setZone] = useState(unit.timeZone);
  const [holidays, setHolidays] = useState(unit.holidays);
  const [wrong, setWrong] = useState<Weekday | null>(null);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const save = async () => {
    const days = WEEKDAYS.map((day) => ({ day, spans: read(week[day], day) }));
    const bad = days.find((one) => one.spans === null);
    setWrong(bad?.day ?? null);
    if (bad) return;
    setBusy(true);
    const answer = await run(
      SetUnitHours,
      {
        unitId: unit.id,
        hours: days.flatMap((one) => one.spans ?? []),
        timeZone: zone.trim(),
        holidays: holidays.trim(),
      },
      (data) => data.setUnitHours,
    );
    setBusy(false);
    if ('good' in answer) close(text.hoursSaved);
    else setProblem('problem' in answer ? answer.problem : words.common.unsure);
  };
  return (
    <form
      className="stack hours-editor"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className="quiet small measure">{text.hoursHow}</p>
      {WEEKDAYS.map((day, index) => (
        <TextInput
          key={day}
          ref={index === 0 ? first : undefined}
          label={capital(weekdayName(day, locale), locale)}
          placeholder={text.closed}
          autoComplete="off"
          maxLength={80}
          value={week[day]}
          error={wrong === day ? text.hoursWrong : undefined}
          onChange={(event) => setWeek({ ...week, [day]: event.currentTarget.value })}
        />
      ))}
      <TextInput
        label={text.hoursZone}
        autoComplete="off"
        maxLength={60}
        value={zone}
        onChange={(event) => setZone(event.currentTarget.value)}
      />
      <TextInput
        label={text.hoursHolidays}
        description={text.hoursHolidaysHow}
        autoComplete="off"
        maxLength={10}
        value={holidays}
        onChange={(event) => setHolidays(event.currentTarget.value)}
      />
      <p role="alert" className="panel-message">
        {problem}
      </p>
      <div className="row">
        <Button type="submit" loading={busy}>
          {words.common.save}
        </Button>
        <Button variant="default" onClick={() => close('')}>
          {words.common.cancel}
        </Button>
      </div>
    </form>
  );
}

type Week = Record<Weekday, string>;

type BackupProps = {
  unit: { id: string; mayChange: boolean; backup?: { id: string; name: string } | null };
  done: (news: string) => void;
  refresh: () => void;
};

/** Who is asked last, once nobody of the unit took a case. */
export function UnitBackup({ unit, done, refresh }: BackupProps) {
  const { words } = useSpeech();
  const text = words.availability;
  const run = useCommand();
  const [problem, setProblem] = useState('');
  const set = async (backupExpertId: string | null) => {
    const answer = await run(
      SetUnitBackup,
      { unitId: unit.id, backupExpertId },
      (data) => data.setUnitBackup,
    );
    if ('good' in answer) {
      setProblem('');
      done(answer.good.backup ? text.unitBackupSet(answer.good.backup.name) : text.unitBackupGone);
      refresh();
    } else setProblem('problem' in answer ? answer.problem : words.common.unsure);
  };
  return (
    <>
      <p className="measure">
        {unit.backup ? text.unitBackupIs(unit.backup.name) : text.unitBackupNone}{' '}
        {unit.backup && unit.mayChange ? (
          <button type="button" className="plain" onClick={() => void set(null)}>
            {text.backupRemove}
          </button>
        ) : null}
      </p>
      {unit.mayChange ? (
        <PersonPicker
          label={unit.backup ? text.backupChange : text.unitBackupWho}
          without={[unit.backup?.id ?? '']}
          pick={(one) => void set(one.id)}
        />
      ) : null}
      <p role="alert" className="panel-message">
        {problem}
      </p>
    </>
  );
}
