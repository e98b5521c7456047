export const voice = {
  title: 'Before they go: how does the customer see it?',
  solved: 'Was it solved?',
  repeated: 'Did they have to repeat themselves?',
  yes: 'Yes',
  no: 'No',
  wouldNotSay: 'They would not say',
  link: 'Give a link instead',
  linkHow: 'The customer answers here once, within two weeks:',
  thanks: 'Thank you, kept. It counts for the unit, never for you alone.',
  noted: 'Noted that they were asked.',
};
