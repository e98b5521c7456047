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

/** What every answer says beside its rows. */
export const AboutParts = graphql(`
  fragment AboutParts on MeasureAnswer {
    asOf
    from
    to
    suppressed
    leftOut
    measure {
      ...MeasureParts
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

export const UnitSiloednessQuery = graphql(`
  query UnitSiloedness($from: Date, $to: Date) {
    siloedness(by: UNIT, from: $from, to: $to) {
      rows {
        ...SiloednessParts
      }
    }
  }
`);

export const NetworkQuery = graphql(`
  query Network($from: Date, $to: Date) {
    siloedness(by: TOTAL, from: $from, to: $to) {
      ...AboutParts
      rows {
        ...SiloednessParts
      }
    }
    siloednessBySilo: siloedness(by: SILO, from: $from, to: $to) {
      rows {
        ...SiloednessParts
      }
    }
    siloChange(from: $from, to: $to) {
      ...AboutParts
      rows {
        turn
        before
        after
        change {
          ...EstimateParts
        }
      }
    }
    outcomes(by: TOTAL, from: $from, to: $to) {
      rows {
        bounced {
          ...EstimateParts
        }
      }
    }
    bounceChange(from: $from, to: $to) {
      ...AboutParts
      rows {
        turn
        before
        after
        change {
          ...EstimateParts
        }
      }
    }
    redirects: redirectRate(by: TOTAL, from: $from, to: $to) {
      ...AboutParts
      rows {
        ...RedirectParts
      }
    }
    redirectsByUnit: redirectRate(by: UNIT, from: $from, to: $to) {
      rows {
        ...RedirectParts
      }
    }
    firstContact: firstContactResolution(by: TOTAL, from: $from, to: $to) {
      ...AboutParts
      rows {
        ...FirstContactParts
      }
    }
    firstContactByUnit: firstContactResolution(by: UNIT, from: $from, to: $to) {
      rows {
        ...FirstContactParts
      }
    }
    customerSolved(by: TOTAL, from: $from, to: $to) {
      rows {
        solved {
          ...EstimateParts
        }
      }
    }
    customerSolvedByUnit: customerSolved(by: UNIT, from: $from, to: $to) {
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
    customerRepeated(by: TOTAL, from: $from, to: $to) {
      rows {
        repeated {
          ...EstimateParts
        }
      }
    }
    customerRepeatedByUnit: customerRepeated(by: UNIT, from: $from, to: $to) {
      rows {
        key
        repeated {
          ...EstimateParts
        }
      }
    }
    verdictAnswerRate(by: TOTAL, from: $from, to: $to) {
      rows {
        answered {
          ...EstimateParts
        }
      }
    }
  }
`);
