import { useMe } from '../me';
import { CASE_ROLES, DECIDER_ROLES, has } from '../roles';
import { useTitle } from '../ui/states';
import { useWords } from '../words';
import { Deciding } from './Deciding';
import { Mine } from './Mine';
import { MyPosition } from './MyPosition';

/** What is counted about oneself, and, for who decides, what others contest. */
export function EvidencePage() {
  const text = useWords().evidence;
  const me = useMe();
  useTitle(text.title);
  return (
    <div className="page evidence">
      <header>
        <h1>{text.title}</h1>
        <p className="quiet measure">{text.lead}</p>
      </header>
      {has(me.roles, DECIDER_ROLES) ? <Deciding /> : null}
      {has(me.roles, CASE_ROLES) ? <Mine /> : null}
      {has(me.roles, CASE_ROLES) ? <MyPosition /> : null}
    </div>
  );
}
