import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { useQuery } from 'urql';
import { useCommand } from '../commands';
import type { NotesQuery as NotesData } from '../generated/graphql';
import { Empty, Failed, Skeletons, useTitle } from '../ui/states';
import { useSpeech } from '../words';
import { day } from '../words/format';
import { NoteDialog } from './NoteDialog';
import { NoteLine } from './NoteLine';
import { ChangeNote, NotesQuery, RetireNote } from './queries';

type Filter = 'all' | 'due' | 'old';
type Shown = NotesData['notes']['edges'][number]['node'];
const FILTERS: readonly Filter[] = ['all', 'due', 'old'];

export function NotesPage() {
  const { words } = useSpeech();
  const text = words.notes;
  const [filter, setFilter] = useState<Filter>('all');
  const [written, setWritten] = useState('');
  const search = useDeferredValue(written.trim());
  const [pages, setPages] = useState<{ of: string; cursors: string[] }>({ of: '', cursors: [] });
  const [news, setNews] = useState('');
  const [changes, setChanges] = useState(0);
  useTitle(text.title);

  const of = JSON.stringify([filter, search, changes]);
  const cursors = pages.of === of ? pages.cursors : [];
  const more = (cursor: string) => setPages({ of, cursors: [...cursors, cursor] });
  const changed = (said: string) => {
    setNews(said);
    setChanges((old) => old + 1);
  };

  return (
    <div className="page notes">
      <header className="stack">
        <h1>{text.title}</h1>
        <p className="quiet measure">{text.lead}</p>
        <div className="row notes-tools">
          <TextInput
            aria-label={text.search}
            placeholder={text.search}
            value={written}
            maxLength={200}
            onChange={(event) => setWritten(event.currentTarget.value)}
          />
          <SegmentedControl
            aria-label={text.title}
            value={filter}
            onChange={(value) => setFilter(value)}
            data={FILTERS.map((value) => ({ value, label: text.filters[value] }))}
          />
        </div>
        <p role="status" className="inbox-news">
          {news}
        </p>
      </header>
      {['', ...cursors].map((after, index) => (
        <Notes
          key={`${of} ${after}`}
          filter={filter}
          search={search}
          after={after || null}
          last={index === cursors.length}
          more={more}
          changed={changed}
        />
      ))}
    </div>
  );
}

type Props = {
  filter: Filter;
  search: string;
  after: string | null;
  last: boolean;
  more: (cursor: string) => void;
  changed: (news: string) => void;
};

function Notes({ filter, search, after, last, more, changed }: Props) {
  const { words } = useSpeech();
  const text = words.notes;
  const [{ data, error }, again] = useQuery({
    query: NotesQuery,
    variables: {
      search: search || null,
      toReview: filter === 'due',
      retired: filter === 'old',
      after,
    },
    requestPolicy: 'network-only',
  });
  if (error) return <Failed again={() => again({ requestPolicy: 'network-only' })} />;
  if (!data) return <Skeletons rows={4} height={88} />;
  const { edges, pageInfo } = data.notes;
  if (edges.length === 0) {
    const said = search ? text.emptySearch : filter === 'due' ? text.emptyDue : text.empty;
    return <Empty>{said}</Empty>;
  }
  return (
    <>
      <ul className="lines">
        {edges.map(({ node }) => (
          <li key={node.id}>
            <OneNote note={node} changed={changed} />
          </li>
        ))}
      </ul>
      {last && pageInfo.hasNextPage && pageInfo.endCursor ? (
        <button type="button" className="plain" onClick={() => more(pageInfo.endCursor ?? '')}>
          {words.common.more}
        </button>
      ) : null}
    </>
  );
}

function OneNote({ note, changed }: { note: Shown; changed: (news: string) => void }) {
  const { words, say, locale } = useSpeech();
  const text = words.notes;
  const run = useCommand();
  const [changing, setChanging] = useState(false);
  const [problem, setProblem] = useState('');
  const finish = (
    answer: { good: unknown } | { problem: string } | { unsure: true },
    news: string,
  ) => {
    if ('good' in answer) changed(news);
    else
      setProblem(
        'problem' in answer ? answer.problem || words.common.problem : words.common.unsure,
      );
  };
  const retire = async () => {
    finish(await run(RetireNote, { noteId: note.id }, (data) => data.retireNote), text.retired);
  };
  const check = async () => {
    const { fi, sv, en } = note.text;
    const variables = { noteId: note.id, text: { fi, sv, en }, reviewOn: null };
    finish(await run(ChangeNote, variables, (data) => data.changeNote), text.checked);
  };

  return (
    <div className="note stack">
      {note.issueType ? <h2>{say(note.issueType.name)}</h2> : null}
      <NoteLine note={note} />
      <p role="alert" className="panel-message">
        {problem}
      </p>
      <div className="row small">
        {note.retired ? null : (
          <span className="quiet">{text.reviewBy(day(note.reviewOn, locale))}</span>
        )}
        {note.mayChange ? (
          <>
            {note.toReview ? (
              <Button variant="default" onClick={() => void check()}>
                {text.stillTrue}
              </Button>
            ) : null}
            <button type="button" className="plain" onClick={() => setChanging(true)}>
              {text.change}
            </button>
            <button type="button" className="plain" onClick={() => void retire()}>
              {text.retire}
            </button>
          </>
        ) : null}
      </div>
      {changing && note.issueType ? (
        <NoteDialog
          issueType={note.issueType}
          note={note}
          close={() => setChanging(false)}
          saved={() => {
            setChanging(false);
            changed(text.saved);
          }}
        />
      ) : null}
    </div>
  );
}
