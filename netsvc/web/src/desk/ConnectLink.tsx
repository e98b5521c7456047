import type { ConnectionKind } from '../generated/graphql';
import { useSpeech } from '../words';

type Props = { name: string; line: { kind: ConnectionKind; uri: string } };

/** One press connects the customer; the service tells the address only once it was accepted. */
export function ConnectLink({ name, line }: Props) {
  const { words } = useSpeech();
  const chat = line.kind === 'CHAT';
  return (
    <p className="connect">
      <a
        className="button"
        href={line.uri}
        target={chat ? '_blank' : undefined}
        rel={chat ? 'noopener noreferrer' : undefined}
      >
        {words.desk.connect(name)}
      </a>{' '}
      <span className="quiet figures">
        {chat ? words.desk.connectChat : line.uri.replace(/^(tel|sip):/, '')}
      </span>
    </p>
  );
}
