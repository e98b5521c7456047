import { FreeMark, HandoverMark } from '../ui/Mark';
import { Empty, Failed, Skeletons } from '../ui/states';
import { useSpeech } from '../words';
import type { Suggestion } from './model';
import { NetworkLine } from './NetworkLine';
import { useDesk } from './state';
import type { Found } from './useFind';

export const optionId = (index: number) => `expert-${index}`;
const REASONS = 3;

type Props = {
  id: string;
  found: Found;
  blank: boolean;
  choose: (chosen: Suggestion | undefined) => void;
};

/** The people found. The matter field keeps the focus; see the combobox pattern of WAI-ARIA. */
export function Experts({ id, found, blank, choose }: Props) {
  const { words } = useSpeech();
  const { desk } = useDesk();
  const { list, better } = found.shown;
  const text = words.desk;

  if (blank) return <Empty more={text.emptyText}>{text.emptyTitle}</Empty>;
  if (found.failed) return <Failed again={found.again} />;
  if (found.problem) return <p className="notice notice-problem">{found.problem}</p>;
  if (list.length === 0 && !found.fresh) return <Skeletons rows={5} height={72} />;
  return (
    <>
      <p className="hidden" role="status">
        {found.fresh ? text.results(list.length) : text.looking}
      </p>
      <div className="better" role="status">
        {better > 0 ? (
          <>
            {text.better(better)}{' '}
            <button type="button" className="plain" onClick={found.showBetter}>
              {text.showBetter}
            </button>
          </>
        ) : null}
      </div>
      {list.length === 0 ? (
        <Empty more={text.nobodyFoundDo}>{text.nobodyFound}</Empty>
      ) : (
        <div
          id={id}
          role="listbox"
          aria-label={text.who}
          aria-busy={!found.fresh}
          data-words={found.fresh ? desk.matter.trim() : undefined}
          className="experts"
        >
          {list.map((one, index) => (
            // Keys are taken by the field above; a pointer chooses here.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={one.expert.id}
              id={optionId(index)}
              role="option"
              tabIndex={-1}
              aria-selected={one.expert.id === desk.chosen?.expert.id}
              onClick={() => choose(one)}
            >
              {one.line ? (
                <NetworkLine line={one.line} name={one.expert.name} place={index + 1} />
              ) : (
                <Person suggestion={one} place={index + 1} />
              )}
            </div>
          ))}
        </div>
      )}
      {found.hasMore ? (
        <button type="button" className="plain" onClick={found.showMore}>
          {words.common.more}
        </button>
      ) : null}
    </>
  );
}

function Person({ suggestion, place }: { suggestion: Suggestion; place: number }) {
  const { words, say } = useSpeech();
  const { desk } = useDesk();
  const { expert, unit, miniNetwork, reasons } = suggestion;
  // Whether they speak the language is said only where they do not.
  const [first, ...rest] = reasons
    .filter((reason) => reason.kind !== 'SPEAKS_LANGUAGE')
    .slice(0, REASONS)
    .map((reason) => say(reason.text));
  const refused = desk.refusedBy.includes(expert.id);
  return (
    <>
      <span className="place figures" aria-hidden="true">
        {place <= 9 ? place : ''}
      </span>
      <div className="expert-line">
        <span className="expert-name">{expert.name}</span>
        {refused ? (
          <HandoverMark state="DECLINED" />
        ) : (
          <FreeMark
            freeNow={suggestion.freeNow}
            presence={expert.presence}
            freePlaces={expert.freePlaces}
            capacity={expert.capacity}
          />
        )}
        <span className="quiet expert-unit">{say(unit.name)}</span>
      </div>
      <div className="expert-why">
        {first}
        {rest.length > 0 ? <span className="quiet"> {rest.join(' ')}</span> : null}
        {suggestion.standIn ? (
          <span className="expert-stand-in">
            {' '}
            {words.availability.standsIn(suggestion.standIn.name)}.
          </span>
        ) : null}
        {suggestion.speaksLanguage ? null : (
          <span className="mark-waiting">
            {' '}
            {words.desk.notSpeaks(words.inLanguage[desk.language])}
          </span>
        )}
        {miniNetwork && !reasons.some((reason) => reason.kind === 'MINI_NETWORK') ? (
          <span className="quiet"> {say(miniNetwork.name)}.</span>
        ) : null}
      </div>
    </>
  );
}
