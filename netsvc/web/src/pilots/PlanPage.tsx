import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { Link, useLocation, useSearchParams } from 'wouter';
import { useCommand } from '../commands';
import type { ExperimentGuardrail, PilotDraftQuery as Data } from '../generated/graphql';
import { Failed, NotFound, Skeletons, useTitle } from '../ui/states';
import { useSpeech, type LocalText } from '../words';
import { NetworkQuery } from '../mininetworks/queries';
import { fresh, inputOf, ofNetwork, planOf, type NetworkLike, type Plan } from './draft';
import { LockStep } from './LockStep';
import { PeopleStep, QuestionStep, TimeStep, UnitsStep, WorthStep } from './PlanSteps';
import { ChangePilot, DraftPilot } from './commands';
import { PilotDraftQuery } from './planQueries';

type Saved = NonNullable<Data['experiment']>;
const LAST = 5;
const today = () => new Date().toISOString().slice(0, 10);
const anySeed = () => 1 + Math.floor(Math.random() * 1_000_000);

/** A new plan; it is a draft of its own from the first step that is saved. */
export function NewPlanPage() {
  const [params] = useSearchParams();
  const network = params.get('network');
  return network ? <FromNetwork id={network} /> : <Wizard saved={null} />;
}

/** A plan that tries one mini-network: it begins with what is known of that. */
function FromNetwork({ id }: { id: string }) {
  const { words } = useSpeech();
  const [{ data, error }, again] = useQuery({ query: NetworkQuery, variables: { id } });
  useTitle(words.planning.title);
  if (data && !data.miniNetwork) return <NotFound />;
  if (data?.miniNetwork) return <Wizard saved={null} network={data.miniNetwork} />;
  return (
    <div className="page">
      {error ? <Failed again={() => again({ requestPolicy: 'network-only' })} /> : null}
      {!error ? <Skeletons rows={6} /> : null}
    </div>
  );
}

export function PlanPage({ id }: { id: string }) {
  const { words } = useSpeech();
  const [{ data, error }, again] = useQuery({
    query: PilotDraftQuery,
    variables: { id },
    requestPolicy: 'cache-first',
  });
  const saved = data?.experiment;
  useTitle(words.planning.title);
  if (data && saved?.state !== 'DRAFT') return <NotFound />;
  if (saved) return <Wizard saved={saved} />;
  return (
    <div className="page">
      {error ? <Failed again={() => again({ requestPolicy: 'network-only' })} /> : null}
      {!error ? <Skeletons rows={6} /> : null}
    </div>
  );
}

function stepOf(search: string): number {
  const asked = Number(new URLSearchParams(search).get('step') ?? 1) - 1;
  return Number.isInteger(asked) && asked >= 0 && asked <= LAST ? asked : 0;
}

type WizardProps = { saved: Saved | null; network?: NetworkLike };

function Wizard({ saved, network }: WizardProps) {
  const { words, say } = useSpeech();
  const text = words.planning;
  const run = useCommand();
  const [, navigate] = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  const [plan, setPlan] = useState<Plan>(() =>
    saved
      ? planOf(saved, today())
      : network
        ? ofNetwork(network, fresh(today(), anySeed()))
        : fresh(today(), anySeed()),
  );
  const [id, setId] = useState(saved?.id ?? null);
  const [step, setStep] = useState(() => (saved ? stepOf(location.search) : 0));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const [limits, setLimits] = useState(saved?.guardrails ?? []);
  const [rule, setRule] = useState<readonly LocalText[]>(saved?.decisionRule ?? []);
  const set = (change: Partial<Plan>) => setPlan((old) => ({ ...old, ...change }));
  useTitle(text.title);
  useEffect(() => heading.current?.focus(), [step]);

  const save = async (next: number) => {
    setBusy(true);
    const input = inputOf(plan);
    const answer = id
      ? await run(ChangePilot, { id, input }, (data) => data.changeExperiment)
      : await run(DraftPilot, { input }, (data) => data.draftExperiment);
    setBusy(false);
    if (!('good' in answer)) {
      setProblem('problem' in answer ? answer.problem : words.common.unsure);
      return;
    }
    setProblem('');
    setId(answer.good.id);
    setLimits(answer.good.guardrails);
    setRule(answer.good.decisionRule);
    setStep(next);
    // the address follows without a new page: what is typed stays
    const path = `/pilots/${encodeURIComponent(answer.good.id)}/plan?step=${next + 1}`;
    history.replaceState(null, '', path);
  };
  const names = Object.fromEntries(limits.map((one) => [one.guardrail, one.name])) as Record<
    ExperimentGuardrail,
    LocalText
  >;
  const props = { plan, set };
  return (
    <div className="page network-form pilot-plan">
      <p className="small">
        <Link href="/pilots">{words.pilots.title}</Link>
      </p>
      <h1>{say(plan.name) || text.title}</h1>
      <Steps step={step} go={id ? (next) => void save(next) : null} />
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (step < LAST) void save(step + 1);
        }}
      >
        <h2 ref={heading} tabIndex={-1} className="pilot-finding">
          {text.step(step + 1, LAST + 1)}: {text.steps[step]}
        </h2>
        {step === 0 ? <QuestionStep {...props} /> : null}
        {step === 1 ? <UnitsStep {...props} /> : null}
        {step === 2 ? <TimeStep {...props} /> : null}
        {step === 3 ? (
          <WorthStep {...props} names={limits.length > 0 ? names : null} rule={rule} />
        ) : null}
        {step === 4 ? <PeopleStep {...props} /> : null}
        {step === LAST && id ? <LockStep id={id} /> : null}
        <p role="alert" className="panel-message">
          {problem}
        </p>
        <div className="row">
          {step < LAST ? (
            <Button type="submit" loading={busy}>
              {text.next}
            </Button>
          ) : null}
          {step > 0 ? (
            <Button variant="default" onClick={() => setStep(step - 1)}>
              {text.back}
            </Button>
          ) : (
            <Button variant="default" onClick={() => navigate('/pilots')}>
              {words.common.cancel}
            </Button>
          )}
          <span role="status" className="quiet small">
            {id && !busy && !problem ? text.saved : ''}
          </span>
        </div>
      </form>
    </div>
  );
}

function Steps({ step, go }: { step: number; go: ((step: number) => void) | null }) {
  const { words } = useSpeech();
  const text = words.planning;
  return (
    <nav aria-label={text.stepsLabel}>
      <ol className="pilot-steps">
        {text.steps.map((name, place) => (
          <li key={name} aria-current={place === step ? 'step' : undefined}>
            {go && place !== step ? (
              <button type="button" className="plain" onClick={() => go(place)}>
                {place + 1}. {name}
              </button>
            ) : (
              <span>
                {place + 1}. {name}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
