import { Button } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useMe } from '../me';
import type { Field } from '../packet/values';
import { Failed, NotFound, Skeletons, useTitle } from '../ui/states';
import { useSpeech } from '../words';
import { PacketEditor } from './PacketEditor';
import { IssueTypePageQuery } from './queries';

/** What an issue type is, and what travels with it. */
export function IssueTypePage({ id }: { id: string }) {
  const { words, say } = useSpeech();
  const text = words.issueTypes;
  const administrator = useMe().roles.includes('ADMINISTRATOR');
  const [{ data, error }, again] = useQuery({ query: IssueTypePageQuery, variables: { id } });
  const [editing, setEditing] = useState(false);
  const [news, setNews] = useState('');
  const type = data?.issueType;
  useTitle(type ? say(type.name) : text.title);
  if (data && !type) return <NotFound />;
  if (!type) {
    return (
      <div className="page">
        {error ? <Failed again={() => again({ requestPolicy: 'network-only' })} /> : null}
        {error ? null : <Skeletons rows={4} />}
      </div>
    );
  }
  const fields = type.packetFields;
  return (
    <div className="page issue-type">
      <header className="stack">
        <h1>{say(type.name)}</h1>
        <p className="measure">{say(type.description)}</p>
        {type.broader ? (
          <p className="quiet">
            {text.partOf}:{' '}
            <Link href={`/issue-types/${encodeURIComponent(type.broader.id)}`}>
              {say(type.broader.name)}
            </Link>
          </p>
        ) : null}
      </header>
      <section aria-labelledby="travels" className="stack">
        <h2 id="travels">{text.travels}</h2>
        {editing ? (
          <PacketEditor
            id={type.id}
            fields={fields}
            done={(saved) => {
              setEditing(false);
              setNews(saved ? text.saved : '');
            }}
          />
        ) : (
          <>
            <p>{text.lead(fields.length)}</p>
            <ul className="issue-fields">
              {fields.map((field) => (
                <Declared key={field.name} field={field} />
              ))}
            </ul>
            {administrator ? (
              <div>
                <Button variant="default" onClick={() => setEditing(true)}>
                  {text.edit}
                </Button>
              </div>
            ) : (
              <p className="quiet small">{text.whoEdits}</p>
            )}
          </>
        )}
        <p role="status">{news}</p>
      </section>
    </div>
  );
}

function Declared({ field }: { field: Field }) {
  const { words, say, locale } = useSpeech();
  const text = words.issueTypes;
  const is = [
    text.types[field.type],
    field.required ? text.required : words.common.optional,
    field.sensitive ? text.sensitive : '',
  ].filter(Boolean);
  const or = new Intl.ListFormat(locale, { type: 'disjunction' });
  return (
    <li className="stack">
      <div className="row">
        <h3>{say(field.label)}</h3>
        <span className="quiet small">{is.join(' · ')}</span>
      </div>
      {field.options.length > 0 ? (
        <p>{or.format(field.options.map((option) => say(option.label)))}</p>
      ) : null}
      {field.help ? <p>{say(field.help)}</p> : null}
      {field.why ? <p className="quiet">{words.packet.neededFor(say(field.why))}</p> : null}
    </li>
  );
}
