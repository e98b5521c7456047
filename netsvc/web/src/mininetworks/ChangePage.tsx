import { Button, Checkbox, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useQuery } from 'urql';
import { Link, useLocation, useSearchParams } from 'wouter';
import { useCommand } from '../commands';
import type { NetworkFactsFragment } from '../generated/graphql';
import { Mark } from '../ui/Mark';
import { IssueTypePicker, PersonPicker, type PickedPerson, type PickedType } from '../ui/pickers';
import { Failed, NotFound, Skeletons, useTitle } from '../ui/states';
import { tagOf, useSpeech } from '../words';
import { byUnit, crossesUnits } from './model';
import { useProposed, type Proposed } from './proposed';
import { ChangeNetwork, CreateNetwork, NetworkQuery } from './queries';

const NAME_LANGUAGES = ['FI', 'SV', 'EN'] as const;

/** Make a mini-network, in three steps on one page. */
export function CreatePage() {
  const { words } = useSpeech();
  const [params] = useSearchParams();
  const proposed = useProposed(params);
  useTitle(words.mininetworks.createTitle);
  return (
    <div className="page network-form">
      <h1>{words.mininetworks.createTitle}</h1>
      {proposed ? <p className="measure">{words.mininetworks.proposed}</p> : null}
      {proposed === undefined ? <Skeletons rows={6} /> : <NetworkForm proposed={proposed} />}
    </div>
  );
}

export function ChangePage({ id }: { id: string }) {
  const { words, say } = useSpeech();
  const [{ data, error }, again] = useQuery({ query: NetworkQuery, variables: { id } });
  const network = data?.miniNetwork;
  const title = network ? words.mininetworks.changeTitle(say(network.name)) : '';
  useTitle(title || words.mininetworks.title);
  if (data && !network) return <NotFound />;
  return (
    <div className="page network-form">
      {error && !data ? <Failed again={() => again({ requestPolicy: 'network-only' })} /> : null}
      {!data && !error ? <Skeletons rows={6} /> : null}
      {network ? (
        <>
          <h1>{title}</h1>
          <NetworkForm network={network} />
        </>
      ) : null}
    </div>
  );
}

/** A day of the reader's own calendar as the moment it begins, and back. */
const toMoment = (day: string, plus = 0) => {
  if (!day) return null;
  const at = new Date(`${day}T00:00:00`);
  at.setDate(at.getDate() + plus);
  return at.toISOString();
};
const toDay = (iso: string | null | undefined, plus = 0) => {
  if (!iso) return '';
  const at = new Date(iso);
  at.setDate(at.getDate() + plus);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
};

type FormProps = { network?: NetworkFactsFragment; proposed?: Proposed | null };

function NetworkForm({ network, proposed }: FormProps) {
  const { words, say } = useSpeech();
  const text = words.mininetworks;
  const run = useCommand();
  const [, navigate] = useLocation();
  const alert = useRef<HTMLParagraphElement>(null);
  const [name, setName] = useState(network?.name ?? proposed?.name ?? { fi: '', sv: '', en: '' });
  const [people, setPeople] = useState<PickedPerson[]>(network?.members ?? proposed?.people ?? []);
  const [types, setTypes] = useState<PickedType[]>(network?.covers ?? proposed?.types ?? []);
  const [from, setFrom] = useState(toDay(network?.activeFrom));
  // the last day is shown, the moment after it is kept
  const [to, setTo] = useState(toDay(network?.activeTo, -1));
  // what a proposal fills in is a draft until somebody starts it
  const [draft, setDraft] = useState(network?.draft ?? Boolean(proposed));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState({ field: '', text: '' });
  const crosses = crossesUnits(people);
  const complain = (field: string, said: string) => {
    setProblem({ field, text: said });
    requestAnimationFrame(() => alert.current?.focus());
  };

  const save = async () => {
    if (blank.length > 0) {
      complain('input.name', text.nameMissing);
      return;
    }
    if (!crosses) {
      complain('input.memberIds', text.membersMissing);
      return;
    }
    if (types.length === 0) {
      complain('input.issueTypeIds', text.typesMissing);
      return;
    }
    setBusy(true);
    const input = {
      name: { fi: name.fi, sv: name.sv, en: name.en },
      memberIds: people.map((one) => one.id),
      issueTypeIds: types.map((one) => one.id),
      activeFrom: toMoment(from),
      activeTo: toMoment(to, 1),
      draft,
    };
    const answer = network
      ? await run(ChangeNetwork, { id: network.id, input }, (data) => data.changeMiniNetwork)
      : await run(CreateNetwork, { input }, (data) => data.createMiniNetwork);
    setBusy(false);
    if ('good' in answer) navigate(`/mininetworks/${encodeURIComponent(answer.good.id)}`);
    else if ('problem' in answer) complain(answer.field ?? '', answer.problem);
    else complain('', words.common.unsure);
  };
  const wrong = (field: string) => problem.field.startsWith(field);
  const blank = NAME_LANGUAGES.filter((one) => !name[tagOf(one)].trim());
  return (
    <form
      className="stack form-steps"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <fieldset>
        <legend>{text.stepName}</legend>
        <div className="form-three">
          {NAME_LANGUAGES.map((language) => (
            <TextInput
              key={language}
              label={words.languages[language]}
              lang={tagOf(language)}
              maxLength={120}
              required
              withAsterisk={false}
              // what is missing; where nothing is, the service refused the name itself
              error={wrong('input.name') && (blank.length === 0 || blank.includes(language))}
              value={name[tagOf(language)]}
              onChange={(event) => {
                const said = event.currentTarget.value;
                setName((old) => ({ ...old, [tagOf(language)]: said }));
              }}
            />
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{text.stepMembers}</legend>
        <PersonPicker
          label={text.addMember}
          hint={text.addMemberHint}
          without={people.map((one) => one.id)}
          invalid={wrong('input.memberIds')}
          pick={(one) => setPeople((old) => [...old, one])}
        />
        <div role="status">
          {people.length === 0 ? null : crosses ? (
            <Mark meaning="done">{text.unitsEnough(people.length, byUnit(people).length)}</Mark>
          ) : (
            <Mark meaning="waiting">{text.oneUnit}</Mark>
          )}
        </div>
        {byUnit(people).map((unit) => (
          <div key={unit.id}>
            <h2>{unit.name ? say(unit.name) : words.common.unknown}</h2>
            <Chosen
              things={unit.people.map((one) => ({
                id: one.id,
                name: one.name,
                why: (proposed?.knows.get(one.id) ?? []).map(say).join(', '),
              }))}
              remove={(id) => setPeople((old) => old.filter((one) => one.id !== id))}
            />
          </div>
        ))}
      </fieldset>
      <fieldset>
        <legend>{text.stepTypes}</legend>
        <IssueTypePicker
          label={text.addType}
          hint={text.addTypeHint}
          without={types.map((one) => one.id)}
          invalid={wrong('input.issueTypeIds')}
          pick={(one) => setTypes((old) => [...old, one])}
        />
        <Chosen
          things={types.map((one) => ({ id: one.id, name: say(one.name) }))}
          remove={(id) => setTypes((old) => old.filter((one) => one.id !== id))}
        />
      </fieldset>
      <fieldset>
        <legend>{text.stepDates}</legend>
        <p className="quiet small">{text.datesHint}</p>
        <div className="form-three">
          <TextInput
            type="date"
            label={text.firstDay}
            value={from}
            error={wrong('input.activeFrom')}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={text.lastDay}
            value={to}
            error={wrong('input.activeTo')}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </div>
        {!network || network.draft ? (
          <Checkbox
            label={text.asDraft}
            description={text.asDraftHint}
            error={wrong('input.draft')}
            checked={draft}
            onChange={(event) => setDraft(event.currentTarget.checked)}
          />
        ) : null}
      </fieldset>
      <p role="alert" className="panel-message" tabIndex={-1} ref={alert}>
        {problem.text}
      </p>
      <div className="row">
        <Button type="submit" loading={busy}>
          {network ? text.saveChange : text.createDo}
        </Button>
        <Link href={network ? `/mininetworks/${encodeURIComponent(network.id)}` : '/mininetworks'}>
          {words.common.cancel}
        </Link>
      </div>
    </form>
  );
}

type ChosenProps = {
  things: { id: string; name: string; why?: string }[];
  remove: (id: string) => void;
};

function Chosen({ things, remove }: ChosenProps) {
  const { words } = useSpeech();
  return (
    <ul className="chosen-things">
      {things.map((one) => (
        <li key={one.id}>
          {one.name}{' '}
          {one.why ? <span className="quiet">{words.mininetworks.knows(one.why)}</span> : null}
          <button
            type="button"
            className="plain"
            aria-label={words.mininetworks.removeNamed(one.name)}
            onClick={() => remove(one.id)}
          >
            {words.mininetworks.remove}
          </button>
        </li>
      ))}
    </ul>
  );
}
