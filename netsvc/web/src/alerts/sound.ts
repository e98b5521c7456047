/** Two soft notes, made here: no file, no request, a quarter of a second. */
const NOTES = [659.25, 880] as const;
const LENGTH = 0.14;
const LOUDNESS = 0.08;

let context: AudioContext | null = null;

/**
 * Browsers let a page sound only after somebody pressed something in it; and a loudspeaker takes its time,
 * so this ends when the first note can be heard.
 */
export async function wakeSound(): Promise<void> {
  context ??= new AudioContext();
  if (context.state === 'suspended') await context.resume();
}

export function playSound(): void {
  if (context?.state !== 'running') return;
  const sounding = context;
  const start = sounding.currentTime + 0.01;
  NOTES.forEach((pitch, index) => {
    const from = start + index * (LENGTH - 0.02);
    const note = sounding.createOscillator();
    const volume = sounding.createGain();
    note.type = 'sine';
    note.frequency.value = pitch;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(LOUDNESS, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, from + LENGTH);
    note.connect(volume).connect(sounding.destination);
    note.start(from);
    note.stop(from + LENGTH);
  });
}
