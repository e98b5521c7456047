import { WideTable } from '../insights/Section';
import { useSpeech, type Words } from '../words';
import { percent } from '../words/format';
import { Mark } from '../ui/Mark';
import { signed, type Effect, type Pilot, type Result } from './model';

type Props = { pilot: Pilot; result: Result };

const decimal = (value: number, locale: string) =>
  value
    .toLocaleString(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
    .replace('-', '−');
const inHours = (guardrail: string) => guardrail === 'HOURS_TO_RESOLUTION';

/** What must not get worse, and whether it did. */
export function Guardrails({ result }: Props) {
  const { words, say, locale } = useSpeech();
  const text = words.pilots;
  const amount = (guardrail: string, value: number) => {
    if (inHours(guardrail)) {
      return text.hours(decimal(value, locale));
    }
    if (guardrail === 'PULSE') return text.onScale(decimal(value, locale));
    return guardrail === 'EXPERT_LOAD'
      ? text.perHundred(signed(value, locale))
      : text.points(signed(value, locale));
  };
  return (
    <section aria-labelledby="guardrails">
      <h2 id="guardrails">{text.guardrails}</h2>
      <WideTable label={text.guardrails}>
        <table className="pilot-table">
          <caption className="hidden">{text.guardrails}</caption>
          <tbody>
            {result.guardrails.map((one) => (
              <tr key={one.guardrail}>
                <th scope="row">{say(one.name)}</th>
                <td>
                  {!one.effect ? (
                    <Mark meaning="away">{text.guardUnknown}</Mark>
                  ) : one.harmed ? (
                    <Mark meaning="problem">{text.guardHarmed}</Mark>
                  ) : one.warned ? (
                    <Mark meaning="waiting">{text.guardWarned}</Mark>
                  ) : (
                    <Mark meaning="done">{text.guardFine}</Mark>
                  )}
                </td>
                <td className="figures">
                  {one.effect ? (
                    <>
                      {amount(one.guardrail, one.effect.estimate)}
                      <span className="quiet small pilots-question">
                        {text.interval(
                          amount(one.guardrail, one.effect.low),
                          amount(one.guardrail, one.effect.high),
                        )}
                        {one.tolerance > 0
                          ? ` · ${text.toleratedUpTo(amount(one.guardrail, one.tolerance))}`
                          : null}
                      </span>
                    </>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </section>
  );
}

const QUALITY = [
  'immature',
  'notInWholeWeeks',
  'notNet',
  'voidedByRepeat',
  'voidedByReopening',
  'moved',
  'newcomers',
  'excludedByPlan',
  'emptyUnitWeeks',
  'negativeDurations',
  'unjudged',
] as const;

type Used = Pick<Result, 'contamination'> & {
  dose?: number | null;
  quality?: Result['quality'] | null;
};

/** Dose, contamination, and what was left out: how far the figures can be trusted. */
export function Use({ pilot, result }: { pilot: Pilot; result: Used }) {
  const { words, say, locale } = useSpeech();
  const text = words.pilots;
  const names = new Map(pilot.sides.map((side) => [side.key, say(side.name)]));
  const and = new Intl.ListFormat(locale, { type: 'conjunction' });
  const others = result.contamination.map(
    (one) => `${names.get(one.unitKey) ?? one.unitKey} (${one.cases.toLocaleString(locale)})`,
  );
  return (
    <section aria-labelledby="use">
      <h2 id="use">{text.use}</h2>
      {pilot.miniNetworks.length === 0 ? (
        <p className="measure">{text.noNetwork}</p>
      ) : result.dose == null ? null : (
        <p className="measure">
          {text.dose(percent(result.dose, locale))}{' '}
          {others.length > 0 ? text.contaminated(and.format(others)) : text.clean}
        </p>
      )}
      {result.quality ? <Quality quality={result.quality} /> : null}
    </section>
  );
}

function Quality({ quality }: { quality: Result['quality'] }) {
  const { words, locale } = useSpeech();
  const text = words.pilots;
  return (
    <details>
      <summary>{text.qualityTable}</summary>
      <table className="pilot-table">
        <caption className="hidden">{text.qualityTable}</caption>
        <thead>
          <tr>
            <th scope="col">{text.casesCount}</th>
            <th scope="col" className="hidden">
              {text.qualityTable}
            </th>
          </tr>
        </thead>
        <tbody>
          {QUALITY.map((name) => (
            <tr key={name}>
              <td className="number">{quality[name].toLocaleString(locale)}</td>
              <th scope="row">{text.quality[name]}</th>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** The same question asked otherwise. */
export function Robust({ pilot, result }: Props) {
  const { words, say, locale } = useSpeech();
  const text = words.pilots;
  const names = new Map(pilot.sides.map((side) => [side.key, say(side.name)]));
  const rows = [
    { name: text.figures.adjusted, effect: result.adjusted.effect },
    ...result.sensitivity.map((one) => ({
      name: nameOf(one.name, text, names),
      effect: one.effect,
    })),
    { name: text.figures.trend, effect: result.trendBefore.effect },
  ];
  const chance = result.randomisation;
  return (
    <section aria-labelledby="robust">
      <h2 id="robust">{text.robust}</h2>
      <p className="measure">
        {chance.enough
          ? text.chance(
              chance.p.toLocaleString(locale, { maximumSignificantDigits: 2 }),
              chance.allocations.toLocaleString(locale),
            )
          : text.chanceFew}
      </p>
      <WideTable label={text.robust}>
        <table className="pilot-table">
          <caption className="hidden">{text.robust}</caption>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{row.name}</th>
                <Found effect={row.effect ?? null} />
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </section>
  );
}

function Found({ effect }: { effect: Effect | null }) {
  const { words, locale } = useSpeech();
  const text = words.pilots;
  if (!effect) return <td className="quiet">{text.guardUnknown}</td>;
  return (
    <td className="figures">
      {text.points(signed(effect.estimate, locale))} (
      {text.interval(signed(effect.low, locale), signed(effect.high, locale))})
    </td>
  );
}

function nameOf(name: string, text: Words['pilots'], units: Map<string, string>): string {
  const [kind, unit] = name.split(/:(.*)/s);
  if (kind === 'without' && unit !== undefined) return text.without(units.get(unit) ?? unit);
  return name in text.figures ? text.figures[name as keyof typeof text.figures] : name;
}
