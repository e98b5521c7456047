import { describe, expect, it } from 'vitest';
import { clockIn, crossesUnits, dateIn, gapsOn, mondayOf, plusDays, startingOn } from './model';
import { bareTimes, emptyDraft, minutes, toInput, unfinished, type Draft } from './rota';

const ZONE = 'Europe/Helsinki';

function draft(change: (one: Draft) => void): Draft {
  const made = emptyDraft();
  change(made);
  return made;
}

describe('a week', () => {
  it('begins on Monday, also over a change of the clock', () => {
    expect(mondayOf('2026-03-29')).toBe('2026-03-23');
    expect(mondayOf('2026-03-23')).toBe('2026-03-23');
    expect(plusDays('2026-03-28', 2)).toBe('2026-03-30');
  });

  it('is told by the clock of the rota', () => {
    expect(dateIn('2026-03-04T22:30:00Z', ZONE)).toBe('2026-03-05');
    expect(clockIn('2026-03-04T22:30:00Z', ZONE)).toBe('00:30');
    expect(clockIn('2026-07-04T06:00:00Z', ZONE)).toBe('09:00');
  });

  it('puts a turn on the day it begins, and cuts gaps at midnight', () => {
    const night = { startsAt: '2026-03-04T20:00:00Z', endsAt: '2026-03-05T04:00:00Z' };
    expect(startingOn([night], '2026-03-04', ZONE)).toEqual([night]);
    expect(startingOn([night], '2026-03-05', ZONE)).toEqual([]);
    expect(gapsOn([night], '2026-03-04', ZONE)).toEqual([['22:00', '24:00']]);
    expect(gapsOn([night], '2026-03-05', ZONE)).toEqual([['00:00', '06:00']]);
    expect(gapsOn([night], '2026-03-06', ZONE)).toEqual([]);
  });
});

describe('bareTimes', () => {
  it('shows what no turn covers', () => {
    const made = draft((one) => {
      one.turns.MON = [
        { starts: '12:00', ends: '14:00', expertId: 'e' },
        { starts: '08:00', ends: '10:00', expertId: 'p' },
        { starts: '09:00', ends: '10:30', expertId: 'e' },
      ];
    });
    expect(bareTimes(made, 'MON')).toEqual([
      ['10:30', '12:00'],
      ['14:00', '16:00'],
    ]);
    expect(bareTimes(made, 'TUE')).toEqual([['08:00', '16:00']]);
    expect(bareTimes(made, 'SUN')).toEqual([]);
  });

  it('counts a turn over midnight for the next day, also from Sunday to Monday', () => {
    const made = draft((one) => {
      one.hours.MON = [{ starts: '00:00', ends: '08:00' }];
      one.turns.SUN = [{ starts: '22:00', ends: '06:00', expertId: 'e' }];
    });
    expect(bareTimes(made, 'MON')).toEqual([['06:00', '08:00']]);
  });
});

describe('a draft', () => {
  it('says what is still missing', () => {
    expect(unfinished(emptyDraft())).toBeNull();
    const turn = { starts: '08:00', ends: '12:00', expertId: '' };
    expect(unfinished(draft((one) => one.turns.MON.push(turn)))).toBe('person');
    expect(unfinished(draft((one) => one.hours.MON.push({ starts: '8', ends: '9' })))).toBe(
      'clock',
    );
    expect(unfinished(draft((one) => one.exceptions.push({ day: '', turns: [] })))).toBe('day');
  });

  it('goes out with its weekdays', () => {
    const made = draft((one) => {
      one.turns.FRI = [{ starts: '08:00', ends: '24:00', expertId: 'e' }];
    });
    expect(toInput(made).turns).toEqual([
      { weekday: 'FRI', starts: '08:00', ends: '24:00', expertId: 'e' },
    ]);
    expect(toInput(made).hours).toHaveLength(5);
  });

  it('knows times of day', () => {
    expect([minutes('00:00'), minutes('24:00'), minutes('9:00'), minutes('24:01')]).toEqual([
      0,
      1440,
      null,
      null,
    ]);
  });
});

it('needs two units', () => {
  const of = (id: string) => ({ units: [{ id }] });
  expect(crossesUnits([of('a'), of('a')])).toBe(false);
  expect(crossesUnits([of('a'), of('b')])).toBe(true);
});
