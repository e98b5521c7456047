import { graphql } from '../generated';

export const OfferTimesQuery = graphql(`
  query OfferTimes($issueTypeId: ID) {
    offerTimes(issueTypeId: $issueTypeId) {
      warmSeconds
    }
  }
`);

export const PromiseChoicesQuery = graphql(`
  query PromiseChoices($toExpertId: ID!, $issueTypeId: ID) {
    promiseChoices(toExpertId: $toExpertId, issueTypeId: $issueTypeId) {
      workingHours
      by
      proposed
    }
  }
`);
