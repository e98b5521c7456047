import { graphql } from '../generated/insights';

export const ShortagesQuery = graphql(`
  query Shortages($from: Date, $to: Date) {
    total: shortages(from: $from, to: $to) {
      ...AboutParts
      rows {
        key
        cases
        redirected
        nobodyTook
      }
    }
    byUnit: shortages(by: UNIT, from: $from, to: $to) {
      rows {
        key
        cases
      }
    }
    byHour: shortages(by: UNIT_HOUR, from: $from, to: $to) {
      rows {
        key
        merged
        cases
        fromHour
        untilHour
        unit {
          key
          label {
            fi
            sv
            en
          }
        }
      }
    }
  }
`);

export const AskedQuery = graphql(`
  query Asked($from: Date, $to: Date) {
    answered: asksAnswered(from: $from, to: $to) {
      ...AboutParts
      rows {
        key
        asks
        answeredWithin {
          ...EstimateParts
        }
        helped {
          ...EstimateParts
        }
      }
    }
    helped: asksHelped(by: UNIT, from: $from, to: $to) {
      rows {
        key
        label {
          fi
          sv
          en
        }
        asked
        answered {
          ...EstimateParts
        }
        helped {
          ...EstimateParts
        }
      }
    }
    moved: knowledgeMoved(from: $from, to: $to) {
      ...AboutParts
      rows {
        key
        aloneBefore {
          ...EstimateParts
        }
        aloneAfter {
          ...EstimateParts
        }
        change {
          ...EstimateParts
        }
      }
    }
    again: repeatAsking(from: $from, to: $to) {
      ...AboutParts
      rows {
        key
        repeatAsking {
          ...EstimateParts
        }
        neverUsed {
          ...EstimateParts
        }
      }
    }
    againByField: repeatAsking(by: FIELD, from: $from, to: $to) {
      rows {
        key
        label {
          fi
          sv
          en
        }
        repeatAsking {
          ...EstimateParts
        }
        neverUsed {
          ...EstimateParts
        }
      }
    }
    skipped: skippedFields(from: $from, to: $to) {
      rows {
        key
        skipped {
          ...EstimateParts
        }
      }
    }
    skippedByField: skippedFields(by: FIELD, from: $from, to: $to) {
      rows {
        key
        label {
          fi
          sv
          en
        }
        skipped {
          ...EstimateParts
        }
      }
    }
  }
`);
