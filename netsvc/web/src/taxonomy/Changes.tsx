import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Link, useLocation } from 'wouter';
import { useCommand } from '../commands';
import type { TaxonomyTypePartsFragment } from '../generated/graphql';
import { useSpeech } from '../words';
import { CODES, EMPTY, inputOf, type Code, type Texts } from './model';
import { MergeTypes, RetireType, SplitType, TypesQuery } from './queries';
import { typePath } from './TypesPage';

type Props = { type: TaxonomyTypePartsFragment; done: () => void };
const BLANK: Texts = { fi: '', sv: '', en: '' };

/** Merging, splitting and retiring: what happened before is kept in each. */
export function Changes({ type, done }: Props) {
  const { words, say } = useSpeech();
  const text = words.taxonomy;
  const [, go] = useLocation();
  const run = useCommand();
  const [into, setInto] = useState('');
  const [parts, setParts] = useState<Texts[]>([BLANK, BLANK]);
  const [problem, setProblem] = useState('');
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const [{ data }] = useQuery({ query: TypesQuery, variables: { search: null } });
  const others = (data?.issueTypes.edges ?? [])
    .map((edge) => edge.node)
    .filter((one) => one.id !== type.id && !one.retired);

  type Answer = { good: { id: string } } | { problem: string } | { unsure: true };
  const finish = async (asked: Promise<Answer>, message: string, then: (id: string) => void) => {
    setBusy(true);
    setProblem('');
    const answer = await asked;
    setBusy(false);
    if ('good' in answer) {
      setSaid(message);
      then(answer.good.id);
    } else setProblem('unsure' in answer ? words.common.failed : answer.problem);
  };
  const name = (index: number, code: Code, value: string) =>
    setParts((old) => old.map((part, at) => (at === index ? { ...part, [code]: value } : part)));
  return (
    <section aria-labelledby="changes" className="stack changes">
      <h2 id="changes">{text.changes}</h2>
      {problem ? (
        <p className="notice notice-problem" role="alert">
          {problem}
        </p>
      ) : null}
      <p role="status" className={said ? 'notice' : 'hidden'}>
        {said}
      </p>
      {type.narrower.length > 0 ? (
        <p>
          {text.consists}{' '}
          {type.narrower.map((one) => (
            <span key={one.id}>
              <Link href={typePath(one.id)}>{say(one.name)}</Link>{' '}
            </span>
          ))}
        </p>
      ) : null}
      {type.retired ? null : (
        <>
          <details>
            <summary>{text.merge}</summary>
            <div className="stack measure">
              <p className="quiet">{text.mergeWhy}</p>
              <NativeSelect
                label={text.mergeInto}
                value={into}
                onChange={(event) => setInto(event.currentTarget.value)}
                data={[
                  { value: '', label: text.choose },
                  ...others.map((one) => ({ value: one.id, label: say(one.name) })),
                ]}
              />
              <div>
                <Button
                  disabled={busy || !into}
                  onClick={() =>
                    void finish(
                      run(MergeTypes, { fromId: type.id, intoId: into }, (d) => d.mergeIssueTypes),
                      text.merged,
                      (id) => go(typePath(id)),
                    )
                  }
                >
                  {text.mergeDo}
                </Button>
              </div>
            </div>
          </details>
          <details>
            <summary>{text.split}</summary>
            <div className="stack">
              <p className="quiet measure">{text.splitWhy}</p>
              {parts.map((part, index) => (
                <fieldset key={index} className="row">
                  <legend>{text.part(index + 1)}</legend>
                  {CODES.map((code) => (
                    <TextInput
                      key={code}
                      label={`${text.name} (${code})`}
                      value={part[code]}
                      maxLength={120}
                      lang={code}
                      onChange={(event) => name(index, code, event.currentTarget.value)}
                    />
                  ))}
                </fieldset>
              ))}
              <div className="row">
                <Button
                  variant="default"
                  disabled={parts.length >= 12}
                  onClick={() => setParts((old) => [...old, BLANK])}
                >
                  {text.onePart}
                </Button>
                <Button
                  disabled={busy}
                  onClick={() =>
                    void finish(
                      run(
                        SplitType,
                        {
                          id: type.id,
                          parts: parts.map((part) => inputOf({ ...EMPTY, name: part })),
                        },
                        (d) => d.splitIssueType,
                      ),
                      text.splitDone,
                      () => {
                        setParts([BLANK, BLANK]);
                        done();
                      },
                    )
                  }
                >
                  {text.splitDo}
                </Button>
              </div>
            </div>
          </details>
        </>
      )}
      <div className="stack">
        <p className="quiet measure">{type.retired ? text.retiredWhy : text.retireWhy}</p>
        <div>
          <Button
            variant="default"
            disabled={busy}
            onClick={() =>
              void finish(
                run(RetireType, { id: type.id, retired: !type.retired }, (d) => d.retireIssueType),
                type.retired ? text.backDone : text.retiredDone,
                done,
              )
            }
          >
            {type.retired ? text.back : text.retire}
          </Button>
        </div>
      </div>
    </section>
  );
}
