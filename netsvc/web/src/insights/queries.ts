import { graphql } from '../generated/insights';

export const MeasureParts = graphql(`
  fragment MeasureParts on Measure {
    id
    dimensions
    names {
      fi
      sv
      en
    }
    explanation {
      fi
      sv
      en
    }
    smallGroups {
      fi
      sv
      en
    }
  }
`);

export const EstimateParts = graphql(`
  fragment EstimateParts on Estimate {
    value
    low
    high
    n
  }
`);

export const RedirectParts = graphql(`
  fragment RedirectParts on RedirectRateRow {
    key
    merged
    label {
      fi
      sv
      en
    }
    redirectedShare {
      ...EstimateParts
    }
  }
`);

export const FirstContactParts = graphql(`
  fragment FirstContactParts on FirstContactResolutionRow {
    key
    merged
    label {
      fi
      sv
      en
    }
    strictGross {
      ...EstimateParts
    }
    customerGross {
      ...EstimateParts
    }
    strictNet {
      ...EstimateParts
    }
    customerNet {
      ...EstimateParts
    }
  }
`);

export const AgainstChanceParts = graphql(`
  fragment AgainstChanceParts on AgainstChance {
    value
    low
    high
    n
    expected
    expectedLow
    expectedHigh
    p
  }
`);

export const SiloednessParts = graphql(`
  fragment SiloednessParts on SiloednessRow {
    key
    merged
    label {
      fi
      sv
      en
    }
    crossing {
      ...EstimateParts
    }
    ei {
      ...AgainstChanceParts
    }
    segregation {
      ...AgainstChanceParts
    }
  }
`);

export const NetworkQuery = graphql(`
  query Network {
    siloedness(by: TOTAL) {
      asOf
      from
      to
      suppressed
      measure {
        ...MeasureParts
      }
      rows {
        ...SiloednessParts
      }
    }
    siloednessBySilo: siloedness(by: SILO) {
      rows {
        ...SiloednessParts
      }
    }
    siloChange {
      rows {
        turn
        before
        after
        change {
          ...EstimateParts
        }
      }
    }
    redirects: redirectRate(by: TOTAL) {
      asOf
      from
      to
      suppressed
      measure {
        ...MeasureParts
      }
      rows {
        ...RedirectParts
      }
    }
    redirectsByUnit: redirectRate(by: UNIT) {
      rows {
        ...RedirectParts
      }
    }
    firstContact: firstContactResolution(by: TOTAL) {
      asOf
      from
      to
      suppressed
      measure {
        ...MeasureParts
      }
      rows {
        ...FirstContactParts
      }
    }
    firstContactByUnit: firstContactResolution(by: UNIT) {
      rows {
        ...FirstContactParts
      }
    }
    customerSolved(by: TOTAL) {
      rows {
        solved {
          ...EstimateParts
        }
      }
    }
    customerSolvedByUnit: customerSolved(by: UNIT) {
      rows {
        key
        label {
          fi
          sv
          en
        }
        solved {
          ...EstimateParts
        }
      }
    }
    customerRepeated(by: TOTAL) {
      rows {
        repeated {
          ...EstimateParts
        }
      }
    }
    customerRepeatedByUnit: customerRepeated(by: UNIT) {
      rows {
        key
        repeated {
          ...EstimateParts
        }
      }
    }
    verdictAnswerRate(by: TOTAL) {
      rows {
        answered {
          ...EstimateParts
        }
      }
    }
  }
`);
