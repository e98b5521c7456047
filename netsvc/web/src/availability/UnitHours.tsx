import { Link } from 'wouter';
import type { UnitHoursFragment } from '../generated/graphql';
import { dayName, WEEKDAYS, weekdayName } from '../mininetworks/model';
import { Mark } from '../ui/Mark';
import { useSpeech } from '../words';
import { capital } from '../words/format';

type Props = { unit: UnitHoursFragment; named?: boolean };

/** When a unit is open, by its own clock, and the holidays on which it is not. */
export function UnitHoursTable({ unit, named = false }: Props) {
  const { words, say, locale } = useSpeech();
  const text = words.availability;
  const list = new Intl.ListFormat(locale, { type: 'unit', style: 'long' });
  return (
    <div className="stack">
      {named ? (
        <h3 className="row">
          <Link href={`/units/${encodeURIComponent(unit.id)}`}>{say(unit.name)}</Link>
          <Mark meaning={unit.openNow ? 'free' : 'away'}>
            {unit.openNow ? words.directory.openNow : words.directory.closedNow}
          </Mark>
        </h3>
      ) : null}
      <table className="unit-hours">
        <caption className="quiet small">{words.mininetworks.clockOf(unit.timeZone)}</caption>
        <tbody>
          {WEEKDAYS.map((weekday) => {
            const spans = unit.hours.filter((one) => one.weekday === weekday);
            return (
              <tr key={weekday}>
                <th scope="row">{capital(weekdayName(weekday, locale), locale)}</th>
                <td className="figures">
                  {spans.map(({ starts, ends }) => `${starts}–${ends}`).join(', ') || text.closed}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="small">
        {unit.nextHolidays.length > 0
          ? text.nextHolidays(list.format(unit.nextHolidays.map((one) => dayName(one, locale))))
          : text.noHolidays}
      </p>
    </div>
  );
}
