import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useCommand } from '../commands';
import type { Language, TaxonomyTypeQuery } from '../generated/graphql';
import { useSpeech } from '../words';
import { CODES, inputOf, withSynonym, type Code, type Form } from './model';
import { SaveType, TypesQuery } from './queries';

type Offered = TaxonomyTypeQuery['unmatchedWords'][number];
type Props = {
  id: string | null;
  first: Form;
  offered: readonly Offered[];
  saved: (id: string) => void;
};

const LANGUAGE: Record<Code, Language> = { fi: 'FI', sv: 'SV', en: 'EN' };
const CODE: Record<Language, Code> = { FI: 'fi', SV: 'sv', EN: 'en' };

export function TypeForm({ id, first, offered, saved }: Props) {
  const { words, say, language } = useSpeech();
  const text = words.taxonomy;
  const run = useCommand();
  const [form, setForm] = useState(first);
  const [problem, setProblem] = useState('');
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const [{ data }] = useQuery({ query: TypesQuery, variables: { search: null } });
  const others = (data?.issueTypes.edges ?? [])
    .map((edge) => edge.node)
    .filter((one) => one.id !== id && !one.retired);

  const set = (field: 'name' | 'description' | 'synonyms' | 'examples', code: Code) => {
    return (event: { currentTarget: { value: string } }) => {
      const value = event.currentTarget.value;
      setSaid('');
      setForm((old) => ({ ...old, [field]: { ...old[field], [code]: value } }));
    };
  };
  const save = async () => {
    setBusy(true);
    setProblem('');
    const answer = await run(SaveType, { id, input: inputOf(form) }, (d) => d.saveIssueType);
    setBusy(false);
    if ('good' in answer) {
      setSaid(text.saved);
      saved(answer.good.id);
    } else setProblem('unsure' in answer ? words.common.failed : answer.problem);
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {offered.length > 0 ? (
        <section aria-labelledby="offered" className="stack">
          <h2 id="offered">{text.offered}</h2>
          <p className="quiet measure">{text.offeredWhy}</p>
          <ul className="row">
            {offered.map((one) => {
              const code = CODE[one.language ?? language];
              return (
                <li key={one.word}>
                  <Button
                    size="xs"
                    variant="default"
                    onClick={() => {
                      setForm((old) => withSynonym(old, code, one.word));
                      setSaid(text.added(one.word));
                    }}
                  >
                    {text.offer(one.word, one.cases)}
                  </Button>
                </li>
              );
            })}
          </ul>
        </section>
      ) : null}
      <div className="languages-grid">
        {CODES.map((code) => (
          <fieldset key={code} className="stack">
            <legend>{words.languages[LANGUAGE[code]]}</legend>
            <TextInput
              label={text.name}
              value={form.name[code]}
              maxLength={120}
              required
              lang={code}
              onChange={set('name', code)}
            />
            <Textarea
              label={text.description}
              value={form.description[code]}
              maxLength={1000}
              autosize
              minRows={2}
              lang={code}
              onChange={set('description', code)}
            />
            <Textarea
              label={text.synonyms}
              description={text.perLine}
              value={form.synonyms[code]}
              autosize
              minRows={3}
              lang={code}
              onChange={set('synonyms', code)}
            />
            <Textarea
              label={text.examples}
              description={text.perLine}
              value={form.examples[code]}
              autosize
              minRows={3}
              lang={code}
              onChange={set('examples', code)}
            />
          </fieldset>
        ))}
      </div>
      <NativeSelect
        label={text.area}
        value={form.broaderId}
        onChange={(event) => {
          const broaderId = event.currentTarget.value;
          setForm((old) => ({ ...old, broaderId }));
        }}
        data={[
          { value: '', label: text.noArea },
          ...others.map((one) => ({ value: one.id, label: say(one.name) })),
        ]}
      />
      {problem ? (
        <p className="notice notice-problem" role="alert">
          {problem}
        </p>
      ) : null}
      <div className="row">
        <Button type="submit" loading={busy}>
          {text.save}
        </Button>
        <span role="status" className="quiet">
          {said}
        </span>
      </div>
    </form>
  );
}
