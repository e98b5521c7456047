import { describe, expect, it } from 'vitest';
import { read, written } from './hours';

describe('hours as they are written', () => {
  it('reads what one writes', () => {
    expect(read('8-16', 'MON')).toEqual([{ weekday: 'MON', starts: '08:00', ends: '16:00' }]);
    expect(read('08:00–12:00, 13.30 - 24', 'FRI')).toEqual([
      { weekday: 'FRI', starts: '08:00', ends: '12:00' },
      { weekday: 'FRI', starts: '13:30', ends: '24:00' },
    ]);
    expect(read('  ', 'SUN')).toEqual([]);
  });

  it('says what it does not understand', () => {
    for (const text of ['8', '8-', 'eight to four', '8-12-16', '25-26', '8:75-9', '24:30-25']) {
      expect(read(text, 'MON')).toBeNull();
    }
  });

  it('writes what it reads', () => {
    const spans = read('22-6, 8-12', 'MON') ?? [];
    expect(written(spans, 'MON')).toBe('22:00–06:00, 08:00–12:00');
    expect(written(spans, 'TUE')).toBe('');
  });
});
