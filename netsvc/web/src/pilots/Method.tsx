import { useContext, type ReactNode } from 'react';
import { Link } from 'wouter';
import { MeContext } from '../me';
import { useSpeech } from '../words';
import { day } from '../words/format';
import { plain, type Pilot } from './model';

/** What was promised before the start, and under which hash. */
export function Method({ pilot }: { pilot: Pilot }) {
  const { words, say, locale } = useSpeech();
  const text = words.pilots;
  const signedIn = useContext(MeContext) !== null;
  const and = new Intl.ListFormat(locale, { type: 'conjunction' });
  const units = (treated: boolean) =>
    pilot.sides
      .filter((side) => side.treated === treated)
      .map((side) => `${say(side.name)} (${text.people(side.people)})`);
  const { view, denominator, windowDays } = pilot.measure;
  return (
    <section aria-labelledby="method">
      <h2 id="method">{text.method}</h2>
      <p className="measure">{text.methodLine}</p>
      <dl className="pilot-facts">
        <Fact name={text.whatChanges}>{say(pilot.change)}</Fact>
        <Fact name={text.treated}>{and.format(units(true))}</Fact>
        <Fact name={text.comparison}>{and.format(units(false))}</Fact>
        <Fact name={text.allocated}>
          {pilot.allocation === 'RANDOM' ? text.byLot(pilot.seed) : text.chosen}
        </Fact>
        {pilot.miniNetworks.length > 0 ? (
          <Fact name={text.networks}>
            {pilot.miniNetworks.map((one) =>
              signedIn ? (
                <Link key={one.id} href={`/mininetworks/${encodeURIComponent(one.id)}`}>
                  {say(one.name)}
                </Link>
              ) : (
                <span key={one.id}>{say(one.name)}</span>
              ),
            )}
          </Fact>
        ) : null}
        <Fact name={text.matters}>
          {pilot.issueTypes.length > 0
            ? and.format(pilot.issueTypes.map((one) => say(one.name)))
            : text.allMatters}
        </Fact>
        <Fact name={text.measure}>
          {text.measureSays(text.views[view], text.denominators[denominator], windowDays)}
        </Fact>
        {pilot.baselineStart && pilot.start && pilot.end ? (
          <>
            <Fact name={text.baseline}>
              {text.period(day(pilot.baselineStart, locale), day(pilot.start, locale))}
            </Fact>
            <Fact name={text.pilotDates}>
              {text.period(day(pilot.start, locale), day(pilot.end, locale))}
            </Fact>
          </>
        ) : null}
        {pilot.smallestEffect ? (
          <Fact name={text.smallest}>{text.points(plain(pilot.smallestEffect, locale))}</Fact>
        ) : null}
        {pilot.decidability ? (
          <Fact name={text.planCheck}>{say(pilot.decidability.sentence)}</Fact>
        ) : null}
        {pilot.lead ? <Fact name={text.leadBy}>{pilot.lead.name}</Fact> : null}
        {pilot.lockedHash ? (
          <Fact name={text.hash}>
            <code className="pilot-hash">{pilot.lockedHash}</code>
          </Fact>
        ) : null}
      </dl>
      <details>
        <summary>{text.rule}</summary>
        <ol className="pilot-rule">
          {pilot.decisionRule.map((line) => (
            <li key={line.en}>{say(line)}</li>
          ))}
        </ol>
      </details>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Two sentences for each role that the pilot touches; the reader's own first. */
export function Meaning({ pilot }: { pilot: Pilot }) {
  const { words, say, locale } = useSpeech();
  const text = words.pilots;
  const roles = useContext(MeContext)?.roles ?? [];
  const parts = pilot.meaning.toSorted(
    (a, b) => Number(roles.includes(b.role)) - Number(roles.includes(a.role)),
  );
  if (parts.length === 0) return null;
  return (
    <section aria-labelledby="means">
      <h2 id="means">{text.means}</h2>
      <dl className="pilot-facts">
        {parts.map((part) => (
          <Fact
            key={part.role}
            name={text.meansRole(words.roles[part.role].toLocaleLowerCase(locale))}
          >
            {say(part.text)}
          </Fact>
        ))}
      </dl>
    </section>
  );
}

/** What was changed or left out after the lock, with the day or the reason. */
export function Changes({ pilot }: { pilot: Pilot }) {
  const { words, say, locale } = useSpeech();
  const text = words.pilots;
  const names = new Map(pilot.sides.map((side) => [side.key, say(side.name)]));
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">{text.changes}</h2>
      {pilot.amendments.length + pilot.exclusions.length === 0 ? <p>{text.noChanges}</p> : null}
      <ul className="stack measure">
        {pilot.amendments.map((one, place) => (
          <li key={place}>
            <strong>{day(one.on, locale)}</strong> {one.text}
          </li>
        ))}
        {pilot.exclusions.map((one, place) => (
          <li key={place}>
            {text.excluded(names.get(one.unitKey) ?? one.unitKey, one.reason)}
            {one.first && one.last
              ? ` (${text.period(day(one.first, locale), day(one.last, locale))})`
              : ''}
          </li>
        ))}
      </ul>
    </section>
  );
}
