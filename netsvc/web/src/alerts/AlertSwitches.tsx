import { Menu } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../words';
import { choose, desktopState, useChoice } from './choice';
import { playSound, wakeSound } from './sound';

/** Two switches of the personal menu; the browser is asked only when one presses. */
export function AlertSwitches() {
  const text = useWords().alerts;
  const choice = useChoice();
  const [state, setState] = useState(desktopState);

  const desktop = async () => {
    if (choice.desktop) {
      choose({ desktop: false });
      return;
    }
    const answer = state === 'default' ? await Notification.requestPermission() : state;
    setState(desktopState());
    if (answer === 'granted') choose({ desktop: true });
  };
  const sound = () => {
    choose({ sound: !choice.sound });
    if (choice.sound) return;
    // this is how it will sound
    void wakeSound().then(playSound);
  };
  const forbidden = state === 'denied' || state === 'missing';
  const on = choice.desktop && state === 'granted';
  return (
    <>
      <Menu.Label>{text.label}</Menu.Label>
      <Menu.Item closeMenuOnClick={false} onClick={sound} rightSection={choice.sound ? '✓' : null}>
        {text.sound}
      </Menu.Item>
      <Menu.Item
        closeMenuOnClick={false}
        disabled={forbidden}
        onClick={() => void desktop()}
        rightSection={on ? '✓' : null}
      >
        {text.desktop}
        {forbidden ? <span className="quiet small alerts-why">{text.forbidden}</span> : null}
      </Menu.Item>
    </>
  );
}
