import { Checkbox, Select, TextInput } from '@mantine/core';
import { useQuery } from 'urql';
import type {
  ExperimentDenominator,
  ExperimentGuardrail,
  ExperimentView,
} from '../generated/graphql';
import { PaletteNetworksQuery } from '../graphql/queries';
import { IssueTypePicker } from '../ui/pickers';
import { useSpeech, type LocalText } from '../words';
import { capital, day } from '../words/format';
import { Comparison } from './Comparison';
import { looksOf, TOUCHED, type Plan } from './draft';
import { Amount, Chosen, Many, Said } from './fields';
import { useUnits } from './useUnits';

export type StepProps = { plan: Plan; set: (change: Partial<Plan>) => void };

export function QuestionStep({ plan, set }: StepProps) {
  const { words } = useSpeech();
  const text = words.planning;
  const [{ data }] = useQuery({ query: PaletteNetworksQuery });
  return (
    <>
      <p className="quiet small">{text.oneLanguage}</p>
      <Said label={text.name} most={120} value={plan.name} set={(name) => set({ name })} />
      <Said
        label={text.question}
        hint={text.questionHint}
        most={500}
        lines
        value={plan.question}
        set={(question) => set({ question })}
      />
      <Said
        label={text.change}
        hint={text.changeHint}
        most={1000}
        lines
        value={plan.change}
        set={(change) => set({ change })}
      />
      <Many
        label={text.network}
        hint={text.networkHint}
        all={data?.miniNetworks ?? []}
        chosen={plan.networks}
        set={(networks) => set({ networks })}
      />
      <IssueTypePicker
        label={text.types}
        hint={text.typesHint}
        without={plan.types.map((one) => one.id)}
        pick={(one) => set({ types: [...plan.types, one] })}
      />
      <Chosen label={text.types} chosen={plan.types} set={(types) => set({ types })} />
    </>
  );
}

export function UnitsStep({ plan, set }: StepProps) {
  const { words } = useSpeech();
  const text = words.planning;
  const all = useUnits();
  return (
    <>
      <Many
        label={text.treated}
        hint={text.treatedHint}
        all={all}
        chosen={plan.treated}
        without={plan.comparison}
        set={(treated) => set({ treated })}
      />
      <Many
        label={text.comparison}
        hint={text.comparisonHint}
        all={all}
        chosen={plan.comparison}
        without={plan.treated}
        set={(comparison) => set({ comparison })}
      />
      <Comparison plan={plan} set={set} />
      <Checkbox
        label={text.teams}
        description={text.teamsHint}
        checked={plan.teams}
        onChange={(event) => set({ teams: event.currentTarget.checked })}
      />
      {plan.teams ? (
        <Amount label={text.teamSize} value={plan.teamSize} set={(teamSize) => set({ teamSize })} />
      ) : null}
      <Checkbox
        label={text.lot}
        description={text.lotHint}
        checked={plan.lot}
        onChange={(event) => set({ lot: event.currentTarget.checked })}
      />
      {plan.lot || plan.teams ? (
        <Amount label={text.seed} value={plan.seed} set={(seed) => set({ seed })} />
      ) : null}
    </>
  );
}

export function TimeStep({ plan, set }: StepProps) {
  const { words, locale } = useSpeech();
  const text = words.planning;
  const and = new Intl.ListFormat(locale, { type: 'conjunction' });
  const looks = looksOf(plan).map((one) => day(one, locale));
  return (
    <>
      <TextInput
        className="pilot-amount"
        type="date"
        label={text.start}
        value={plan.start}
        onChange={(event) => set({ start: event.currentTarget.value })}
      />
      <Amount label={text.weeks} value={plan.weeks} set={(weeks) => set({ weeks })} />
      <Amount
        label={text.baselineWeeks}
        value={plan.baselineWeeks}
        set={(baselineWeeks) => set({ baselineWeeks })}
      />
      <Amount
        label={text.looks}
        hint={text.looksHint}
        value={plan.looks}
        set={(typed) => set({ looks: typed })}
      />
      <p role="status" className="quiet">
        {looks.length > 0 ? text.looksOn(and.format(looks)) : ''}
      </p>
      <MeasureFields plan={plan} set={set} />
    </>
  );
}

function MeasureFields({ plan, set }: StepProps) {
  const { words } = useSpeech();
  const text = words.planning;
  const { views, denominators } = words.pilots;
  return (
    <details>
      <summary>{text.measure}</summary>
      <div className="stack">
        <p className="quiet small">{text.measureHint}</p>
        <Select
          className="pilot-amount"
          label={text.view}
          allowDeselect={false}
          data={Object.entries(views).map(([value, label]) => ({ value, label }))}
          value={plan.view}
          onChange={(one) => set({ view: (one ?? 'CUSTOMER') as ExperimentView })}
        />
        <Select
          className="pilot-amount"
          label={text.denominator}
          allowDeselect={false}
          data={Object.entries(denominators).map(([value, label]) => ({ value, label }))}
          value={plan.denominator}
          onChange={(one) => set({ denominator: (one ?? 'NET') as ExperimentDenominator })}
        />
        <Amount
          label={text.window}
          value={plan.windowDays}
          set={(windowDays) => set({ windowDays })}
        />
      </div>
    </details>
  );
}

type WorthProps = StepProps & {
  names: Record<ExperimentGuardrail, LocalText> | null;
  rule: readonly LocalText[];
};

export function WorthStep({ plan, set, names, rule }: WorthProps) {
  const { words, say, locale } = useSpeech();
  const text = words.planning;
  return (
    <>
      <Amount
        label={text.worth}
        hint={text.worthHint}
        value={plan.worth}
        set={(worth) => set({ worth })}
      />
      <fieldset className="pilot-limits">
        <legend>{text.guardrails}</legend>
        {(Object.keys(plan.tolerances) as ExperimentGuardrail[]).map((one) => (
          <Amount
            key={one}
            label={names ? capital(say(names[one]), locale) : one}
            after={text.limitUnits[one]}
            value={plan.tolerances[one]}
            set={(typed) => set({ tolerances: { ...plan.tolerances, [one]: typed } })}
          />
        ))}
      </fieldset>
      {rule.length > 0 ? (
        <section className="stack" aria-labelledby="plan-rule">
          <h3 id="plan-rule">{text.rule}</h3>
          <ol className="pilot-rule">
            {rule.map((line) => (
              <li key={line.en}>{say(line)}</li>
            ))}
          </ol>
        </section>
      ) : null}
    </>
  );
}

export function PeopleStep({ plan, set }: StepProps) {
  const { words, locale } = useSpeech();
  const text = words.planning;
  return (
    <>
      <p>{text.meaning}</p>
      {TOUCHED.map((role) => (
        <Said
          key={role}
          label={text.meaningFor(words.roles[role].toLocaleLowerCase(locale))}
          most={500}
          lines
          value={plan.meaning[role]}
          set={(said) => set({ meaning: { ...plan.meaning, [role]: said } })}
        />
      ))}
    </>
  );
}
