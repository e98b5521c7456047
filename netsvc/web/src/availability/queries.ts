import { graphql } from '../generated';

export const AbsenceParts = graphql(`
  fragment MyAbsences on Expert {
    id
    freeNow
    absences {
      id
      startsAt
      endsAt
      kind
      backup {
        id
        name
      }
    }
    backup {
      id
      name
    }
  }
`);

export const AvailabilityQuery = graphql(`
  query MyAvailability($from: DateTime!, $to: DateTime!) {
    me {
      expert {
        ...PersonParts
        ...MyAbsences
        directLine {
          kind
          address
        }
        units {
          ...UnitHours
        }
        miniNetworks {
          id
          name {
            fi
            sv
            en
          }
          rota {
            timeZone
          }
          duties(from: $from, to: $to) {
            ...DutyParts
          }
          swaps {
            ...SwapParts
          }
        }
      }
    }
    notificationAddress {
      service
      masked
      setAt
    }
  }
`);

export const UnitHours = graphql(`
  fragment UnitHours on Unit {
    id
    name {
      fi
      sv
      en
    }
    timeZone
    openNow
    holidays
    nextHolidays
    hours {
      weekday
      starts
      ends
    }
  }
`);

export const PlanAbsence = graphql(`
  mutation PlanAbsence(
    $from: DateTime!
    $to: DateTime!
    $kind: AbsenceKind!
    $backupExpertId: ID
    $key: String!
  ) {
    planAbsence(from: $from, to: $to, kind: $kind, backupExpertId: $backupExpertId, key: $key) {
      __typename
      ... on Expert {
        ...MyAbsences
      }
      ...ProblemParts
    }
  }
`);

export const CancelAbsence = graphql(`
  mutation CancelAbsence($absenceId: ID!, $key: String!) {
    cancelAbsence(absenceId: $absenceId, key: $key) {
      __typename
      ... on Expert {
        ...MyAbsences
      }
      ...ProblemParts
    }
  }
`);

export const SetBackup = graphql(`
  mutation SetBackup($backupExpertId: ID, $key: String!) {
    setBackup(backupExpertId: $backupExpertId, key: $key) {
      __typename
      ... on Expert {
        ...MyAbsences
      }
      ...ProblemParts
    }
  }
`);

export const SetUnitHours = graphql(`
  mutation SetUnitHours(
    $unitId: ID!
    $hours: [OpenHoursInput!]!
    $timeZone: String!
    $holidays: String!
    $key: String!
  ) {
    setUnitHours(
      unitId: $unitId
      hours: $hours
      timeZone: $timeZone
      holidays: $holidays
      key: $key
    ) {
      __typename
      ... on Unit {
        ...UnitHours
      }
      ...ProblemParts
    }
  }
`);

export const SetUnitBackup = graphql(`
  mutation SetUnitBackup($unitId: ID!, $backupExpertId: ID, $key: String!) {
    setUnitBackup(unitId: $unitId, backupExpertId: $backupExpertId, key: $key) {
      __typename
      ... on Unit {
        id
        backup {
          id
          name
        }
      }
      ...ProblemParts
    }
  }
`);

export const SetConnection = graphql(`
  mutation SetConnection($id: ID!, $line: DirectLineInput, $key: String!) {
    setConnection(id: $id, line: $line, key: $key) {
      __typename
      ... on Expert {
        id
        directLine {
          kind
          address
        }
      }
      ... on Unit {
        id
        directLine {
          kind
          address
        }
      }
      ... on MiniNetwork {
        id
        directLine {
          kind
          address
        }
      }
      ...ProblemParts
    }
  }
`);

export const SetNotificationAddress = graphql(`
  mutation SetNotificationAddress($address: String, $key: String!) {
    setNotificationAddress(address: $address, key: $key) {
      __typename
      ... on NotificationSetting {
        address {
          service
          masked
          setAt
        }
      }
      ...ProblemParts
    }
  }
`);
