export const contact = {
  withCustomer: 'With the customer',
  end: 'End the contact',
  done: (number: string) => `Contact over. Case ${number} waits with you.`,
  key: 'end the contact',
};
