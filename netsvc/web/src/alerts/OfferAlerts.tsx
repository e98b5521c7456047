import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { useLive, type LiveEvent } from '../live';
import { useMe } from '../me';
import { useCounted } from '../ui/title';
import { useSpeech, type LocalText } from '../words';
import { desktopState, useChoice } from './choice';
import { playSound, wakeSound } from './sound';

type News = { id: string; asks: boolean; from: string; about: LocalText | null };

/** What calls this person: an offer, or a question while the customer waits; null otherwise. */
function newsFor(me: string, { kind, handover, ask }: LiveEvent): News | null {
  if (kind === 'OFFERED' && handover?.receiver?.id === me && handover.state === 'OFFERED') {
    const about = handover.case.issueType?.name ?? null;
    return { id: handover.id, asks: false, from: handover.sender?.name ?? '', about };
  }
  // the stream carries this to those who are asked, and to nobody else
  if (kind === 'ASKED' && ask?.state === 'OPEN' && ask.customerWaits) {
    const about = ask.issueType?.name ?? null;
    return { id: ask.id, asks: true, from: ask.asker?.name ?? '', about };
  }
  return null;
}

/** Tells of a new offer or question to who asked for it: which issue type and who asks, nothing of the case. */
export function OfferAlerts() {
  const { words, say } = useSpeech();
  const { listen, inbox, asks } = useLive();
  const { expert } = useMe();
  const choice = useChoice();
  const [, navigate] = useLocation();
  useCounted((inbox?.offers.length ?? 0) + (asks?.toMe.length ?? 0));

  const tell = (event: LiveEvent) => {
    const news = newsFor(expert.id, event);
    if (!news || expert.presence === 'DO_NOT_DISTURB') return;
    if (choice.sound) playSound();
    if (!choice.desktop || desktopState() !== 'granted') return;
    if (document.visibilityState === 'visible' && document.hasFocus()) return;
    const { title, titleAsk } = words.alerts;
    const shown = new Notification((news.asks ? titleAsk : title)(news.from), {
      body: news.about ? say(news.about) : words.common.unknown,
      tag: news.id,
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
    const wake = () => void wakeSound();
    window.addEventListener('pointerdown', wake);
    window.addEventListener('keydown', wake);
    return () => {
      window.removeEventListener('pointerdown', wake);
      window.removeEventListener('keydown', wake);
    };
  }, [choice.sound]);
  return null;
}
