import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { useLive, type LiveEvent } from '../live';
import { useMe } from '../me';
import { useCounted } from '../ui/title';
import { useSpeech } from '../words';
import { desktopState, useChoice } from './choice';
import { playSound, wakeSound } from './sound';

/** Tells of a new offer to who asked for it: which issue type and who asks, nothing of the case. */
export function OfferAlerts() {
  const { words, say } = useSpeech();
  const { listen, inbox, asks } = useLive();
  const { expert } = useMe();
  const choice = useChoice();
  const [, navigate] = useLocation();
  useCounted((inbox?.offers.length ?? 0) + (asks?.toMe.length ?? 0));

  const tell = ({ kind, handover }: LiveEvent) => {
    if (kind !== 'OFFERED' || !handover || handover.receiver?.id !== expert.id) return;
    if (handover.state !== 'OFFERED' || expert.presence === 'DO_NOT_DISTURB') return;
    if (choice.sound) playSound();
    if (!choice.desktop || desktopState() !== 'granted') return;
    if (document.visibilityState === 'visible' && document.hasFocus()) return;
    const about = handover.case.issueType;
    const shown = new Notification(words.alerts.title(handover.sender?.name ?? ''), {
      body: about ? say(about.name) : words.common.unknown,
      tag: handover.id,
    });
    shown.onclick = () => {
      window.focus();
      navigate('/inbox');
      shown.close();
    };
  };
  const latest = useRef(tell);
  useEffect(() => {
    latest.current = tell;
  });
  useEffect(() => listen((event) => latest.current(event)), [listen]);

  useEffect(() => {
    if (!choice.sound) return;
    window.addEventListener('pointerdown', wakeSound);
    window.addEventListener('keydown', wakeSound);
    return () => {
      window.removeEventListener('pointerdown', wakeSound);
      window.removeEventListener('keydown', wakeSound);
    };
  }, [choice.sound]);
  return null;
}
