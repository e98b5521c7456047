export const behind = {
  title: 'Cases behind the cell',
  show: 'Show the cases behind it',
  hide: 'Hide the cases',
  none: 'None of the cases is there any more.',
  notYours: 'The cases themselves are read by agents and experts, who handle them.',
  together:
    'Small units stand here together, so the cases behind them are not listed: that would take them apart again.',
};
