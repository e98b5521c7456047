import { useEffect, useState } from 'react';
import { useCommand } from '../commands';
import { SetPresence } from '../graphql/commands';
import { useLive } from '../live';
import { PrimaryButton, RANK } from '../ui/Primary';
import { useSpeech } from '../words';

/** Two offers ran out: the person is told, and is back with one press. */
export function MadeAway() {
  const { words } = useSpeech();
  const run = useCommand();
  const { listen } = useLive();
  const [shown, setShown] = useState(false);
  useEffect(
    () =>
      listen(({ kind }) => {
        if (kind === 'MADE_AWAY') setShown(true);
        else if (kind === 'PRESENCE_CHANGED') setShown(false);
      }),
    [listen],
  );
  const back = async () => {
    const answer = await run(SetPresence, { presence: 'AVAILABLE' }, (data) => data.setPresence);
    if ('good' in answer) setShown(false);
  };
  return (
    <div role="alert">
      {shown ? (
        <div className="notice notice-problem row">
          <p>{words.offering.madeAway}</p>
          <PrimaryButton rank={RANK.backHere} onClick={() => void back()}>
            {words.offering.madeAwayDo}
          </PrimaryButton>
        </div>
      ) : null}
    </div>
  );
}
