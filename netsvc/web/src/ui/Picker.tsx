import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useWords } from '../words';

export type Option = { id: string; name: string; aside?: ReactNode };
type Props<One extends Option> = {
  label: string;
  hint?: string;
  typed: string;
  type: (typed: string) => void;
  /** What fits the words typed. */
  options: One[];
  looking: boolean;
  pick: (one: One) => void;
  invalid?: boolean;
};

/** Fewer letters are not looked up. */
export const SHORTEST = 2;

/** A field that searches; what is picked is the caller's. See the combobox pattern of WAI-ARIA. */
export function Picker<One extends Option>(props: Props<One>) {
  const { label, hint, typed, type, options, looking, pick, invalid } = props;
  const words = useWords();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const [opened, setOpened] = useState(false);
  const search = typed.trim();
  const shown = opened && search.length >= SHORTEST;
  const list = shown ? options : [];
  const at = Math.min(active, Math.max(0, list.length - 1));

  useEffect(() => {
    if (!shown) return;
    const away = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpened(false);
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [shown]);

  const take = (one: One | undefined) => {
    if (!one) return;
    pick(one);
    type('');
    setOpened(false);
  };
  const onKey = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined && list.length > 0) {
      event.preventDefault();
      setActive((at + move + list.length) % list.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      take(list[at]);
    } else if (event.key === 'Escape' && shown) {
      event.stopPropagation();
      setOpened(false);
    }
  };
  return (
    <div className="picker" ref={box}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        type="text"
        role="combobox"
        autoComplete="off"
        aria-autocomplete="list"
        aria-expanded={list.length > 0}
        aria-controls={list.length > 0 ? `${id}-list` : undefined}
        aria-activedescendant={list.length > 0 ? `${id}-${at}` : undefined}
        aria-describedby={hint ? `${id}-hint` : undefined}
        aria-invalid={invalid}
        value={typed}
        onChange={(event) => {
          type(event.currentTarget.value);
          setActive(0);
          setOpened(true);
        }}
        onKeyDown={onKey}
        onBlur={(event) => {
          if (!box.current?.contains(event.relatedTarget)) setOpened(false);
        }}
      />
      {hint ? (
        <span id={`${id}-hint`} className="quiet small">
          {hint}
        </span>
      ) : null}
      <span className="hidden" role="status">
        {shown && !looking ? words.common.found(list.length) : ''}
      </span>
      {shown && list.length === 0 ? (
        <p className="picker-list quiet">
          {looking ? words.common.loading : words.common.nothingFound}
        </p>
      ) : null}
      {list.length > 0 ? (
        <div id={`${id}-list`} role="listbox" aria-label={label} className="picker-list">
          {list.map((one, index) => (
            // Keys are taken by the field above; a pointer chooses here.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={one.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onClick={() => take(one)}
            >
              <span>{one.name}</span>
              <span className="quiet small">{one.aside}</span>
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}
