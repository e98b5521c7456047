import type { Certainty } from '../generated/graphql';
import { useSpeech } from '../words';
import type { IssueType } from './model';
import { useDesk } from './state';
import type { Found } from './useFind';

const BARS: Record<Certainty, number> = { DONT_KNOW: 1, COULD_BE: 2, QUITE_SURE: 3 };

/** What the words are about, how sure that is, and what else it might be. */
export function MatterLine({ found }: { found: Found }) {
  const { words, say } = useSpeech();
  const { desk, dispatch } = useDesk();
  const matches = found.matter?.matches.map((match) => match.issueType) ?? [];
  const sure = found.matter !== null && found.matter.certainty !== 'DONT_KNOW';
  const first = desk.issueType ?? (sure ? matches[0] : undefined);
  const others = matches.filter((type) => type.id !== first?.id).slice(0, 3);
  const about = (issueType: IssueType | null) => dispatch({ do: 'about', issueType });

  return (
    <div className="matter-line" data-stale={!found.fresh}>
      {first ? (
        <span>
          {first.broader ? <span className="quiet">{say(first.broader.name)} › </span> : null}
          <strong>{say(first.name)}</strong>
        </span>
      ) : null}
      {desk.issueType ? (
        <span className="row">
          <span className="quiet">{words.desk.chosenByYou}</span>
          <button type="button" className="plain" onClick={() => about(null)}>
            {words.desk.unchoose}
          </button>
        </span>
      ) : null}
      {!desk.issueType && found.matter && sure ? (
        <CertaintySign certainty={found.matter.certainty} />
      ) : null}
      {!first && found.matter ? <span>{words.desk.dontKnow}</span> : null}
      {others.length > 0 ? (
        <span className="row matter-others">
          {first ? <span className="quiet">{words.desk.also}</span> : null}
          {others.map((type) => (
            <button key={type.id} type="button" className="plain" onClick={() => about(type)}>
              {say(type.name)}
            </button>
          ))}
        </span>
      ) : null}
    </div>
  );
}

function CertaintySign({ certainty }: { certainty: Certainty }) {
  const { words } = useSpeech();
  return (
    <span className="mark quiet">
      <svg width="14" height="12" viewBox="0 0 14 12" aria-hidden="true">
        {[0, 1, 2].map((bar) => (
          <rect
            key={bar}
            x={bar * 5}
            y={8 - bar * 4}
            width="3"
            height={4 + bar * 4}
            rx="1"
            fill="currentColor"
            opacity={bar < BARS[certainty] ? 1 : 0.3}
          />
        ))}
      </svg>
      <span>{words.certainty[certainty]}</span>
    </span>
  );
}
