import { graphql } from '../generated';

export const RateParts = graphql(`
  fragment RateParts on HitRate {
    hits
    cases
    share
    low
    high
  }
`);

export const RatesParts = graphql(`
  fragment RatesParts on HitRates {
    first {
      ...RateParts
    }
    firstThree {
      ...RateParts
    }
    firstFive {
      ...RateParts
    }
  }
`);

export const GroupParts = graphql(`
  fragment GroupParts on DryRunGroup {
    name
    first {
      ...RateParts
    }
    firstThree {
      ...RateParts
    }
    ownFirst {
      ...RateParts
    }
  }
`);

export const DryRunQuery = graphql(`
  query DryRun {
    dryRun {
      at
      log
      cases
      scoredAfter
      calibrationError
      unit {
        ...RatesParts
      }
      person {
        ...RatesParts
      }
      ownFirst {
        ...RateParts
      }
      againstOwnFirst {
        share
        low
        high
        onlySuggested
        onlyOwn
      }
      movedUnit {
        ...RatesParts
      }
      movedOwnFirst {
        ...RateParts
      }
      sureness {
        said
        right {
          ...RateParts
        }
      }
      moves {
        cases
        moves
        movesThen
        savedACase
        low
        high
        bounced
        bouncedThen
      }
      byUnit {
        ...GroupParts
      }
      byIssueType {
        ...GroupParts
      }
      weak {
        issueType
        units
        firstThree {
          ...RateParts
        }
      }
    }
  }
`);
