import { SegmentedControl, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useSearchParams } from 'wouter';
import type { CaseFilter } from '../generated/graphql';
import { useTitle } from '../ui/states';
import { useSpeech } from '../words';
import { CaseRows, type Counted } from './CaseRows';

const FILTERS: readonly CaseFilter[] = ['MINE', 'MY_UNIT', 'WAITING', 'OVERDUE', 'ALL'];
const isFilter = (value: string | null): value is CaseFilter =>
  FILTERS.some((one) => one === value);

/** The filter stands in the address; what is looked for does not: it may be a customer's number. */
export function CasesPage() {
  const { words } = useSpeech();
  const text = words.cases;
  const [params, setParams] = useSearchParams();
  const shown = params.get('show');
  const filter = isFilter(shown) ? shown : 'MINE';
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const [counted, setCounted] = useState<Counted | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useTitle(text.title);

  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), 150);
    return () => clearTimeout(timer);
  }, [typed]);

  const move = (by: number) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const at = links.findIndex((one) => one === document.activeElement);
    const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by;
    if (next < 0) field.current?.focus();
    else links[Math.min(next, links.length - 1)]?.focus();
  };
  const onPage = (event: globalThis.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector('[role=dialog], [role=menu]')) return;
    const target = event.target as HTMLElement;
    if (target.closest('input, textarea, select, [role=radiogroup]')) return;
    if (event.key === '/') {
      event.preventDefault();
      field.current?.focus();
      return;
    }
    const by = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    move(by);
  };
  const latest = useRef(onPage);
  useEffect(() => {
    latest.current = onPage;
  });
  useEffect(() => {
    const listener = (event: globalThis.KeyboardEvent) => latest.current(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
  const onField = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      move(1);
    } else if (event.key === 'Escape') {
      if (typed) setTyped('');
      else field.current?.blur();
    }
  };

  return (
    <div className="page">
      <header className="cases-top">
        <h1>{text.title}</h1>
        <div className="row">
          <SegmentedControl
            aria-label={text.filter}
            className="cases-filter"
            value={filter}
            onChange={(value) => setParams({ show: value }, { replace: true })}
            data={FILTERS.map((value) => ({ value, label: words.caseFilters[value] }))}
          />
          <TextInput
            ref={field}
            type="search"
            aria-label={text.search}
            placeholder={text.search}
            value={typed}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={onField}
            rightSection={<kbd aria-hidden="true">/</kbd>}
            className="cases-search"
          />
          <span role="status" className="quiet figures">
            {counted ? text.count(counted.cases, counted.more) : ''}
          </span>
        </div>
        {search ? <p className="quiet small">{text.searchHow}</p> : null}
      </header>
      <div ref={list}>
        <CaseRows
          key={`${filter} ${search}`}
          filter={filter}
          search={search}
          busy={typed.trim() !== search}
          counted={setCounted}
        />
      </div>
    </div>
  );
}
