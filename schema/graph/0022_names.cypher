// A name that the database does not know yet makes it plan every statement that mentions it anew, once it
// comes up: with the first handover, the first note and so on, somebody would wait for seconds. So it knows
// all of them from the start. What comes later needs a migration like this one (a test says which).
UNWIND [
  'Absence', 'Agreement', 'AgreementStandard', 'Ask', 'AskReply', 'Audit', 'BackgroundTurn', 'Case',
  'Command', 'Conference', 'Contact', 'Customer', 'Delivery', 'DirectoryVersion', 'DispatchLock',
  'DryRun', 'DutySwap', 'Event', 'EvidenceContest', 'Experiment', 'ExperimentLook',
  'ExperimentRegister', 'ExperimentShare', 'Expert', 'Handover', 'IssueType', 'LiveStream', 'LoopStop',
  'Migration', 'MigrationLock', 'MiniNetwork', 'Note', 'NotificationAddress', 'Offering', 'Promise',
  'PulseMark', 'PulseTally', 'Redirect', 'Reopening', 'SampleLoad', 'SenderQuestion', 'TypeChange',
  'Underway', 'Undispatched', 'Unit', 'Verdict', 'Webhook'
] AS name
CALL db.createLabel(name);
UNWIND [
  'ABOUT', 'ANSWERED_BY', 'ASKED_BY', 'ASKED_DURING', 'ASKED_IN', 'ASKED_NETWORK', 'ASKS', 'ASK_ABOUT',
  'ASK_OF', 'AT', 'BACKED_UP_BY', 'BACKUP', 'BROADER', 'BY', 'CHANGED_BY', 'CONCERNS', 'CONTESTED_BY',
  'CONTINUED_BY', 'COVERS', 'DECIDED_BY', 'DECLARES', 'DURING', 'ENDED_BY', 'FROM', 'FROM_ANSWER',
  'FROM_TYPE', 'FROM_UNIT', 'HANDLED_BY', 'HANDS_OVER', 'HAS_ABSENCE', 'HAS_AGREEMENT', 'HAS_STANDARD',
  'HELPED_WITH', 'HOLDS', 'INVOLVES', 'IN_NETWORK', 'IN_OFFERING', 'LEARNT_IN', 'LED_BY', 'LOOK_OF',
  'MADE_BY', 'MADE_WITH', 'MEMBER_OF', 'MERGED_INTO', 'NAMED', 'NAMED_BY', 'NOTE_CHANGED_BY', 'NOTE_ON',
  'NOTIFIED_AT', 'OF', 'OF_CASE', 'ON', 'OPENED_BY', 'OPENED_IN', 'OWNED_BY', 'PART_OF', 'POINTED_TO',
  'PROMISED_IN', 'PROPOSED_BY', 'PROPOSED_TO', 'PULSE_OF', 'REOPENED_BY', 'REPLY_IN', 'REPLY_OF',
  'REPLY_TO', 'RESOLVED_BY', 'RESOLVED_IN', 'RESOLVES', 'RESPONSIBLE_FOR', 'SHARED_BY', 'SHARES',
  'SWAP_IN', 'TAKEN_BY', 'TO', 'TOWARD', 'TO_TYPE', 'TO_UNIT', 'TRIES', 'VERDICT_ON', 'WAS_ABOUT',
  'WAS_IN_NETWORK', 'WENT', 'WITH', 'WRITTEN_BY'
] AS name
CALL db.createRelationshipType(name);
UNWIND [
  '_lock', 'action', 'active', 'activeFrom', 'activeTo', 'actor', 'answer', 'answeredAt', 'answeringEn',
  'answeringFi', 'answeringSv', 'answers', 'appliedAt', 'areaReceived', 'areaResolved', 'areaWeight',
  'askId', 'asked', 'askedAs', 'askedAt', 'at', 'atOnce', 'attempts', 'auditHash', 'auditSeq',
  'awayBecause', 'before', 'beganAt', 'bodyHash', 'bounced', 'capacity', 'caseId', 'changedAt',
  'channel', 'checksum', 'clear', 'closeReason', 'closedAt', 'coldHours', 'connectionKind',
  'connectionUri', 'count', 'counted', 'createdAt', 'createdBy', 'day', 'decidability', 'decidedAt',
  'decision', 'declineNote', 'declineReason', 'descriptionEn', 'descriptionFi', 'descriptionSv',
  'detail', 'draft', 'dueAt', 'endReason', 'endedAt', 'endedState', 'endsAt', 'error', 'eventId',
  'examplesEn', 'examplesFi', 'examplesSv', 'excludedAt', 'excludedReason', 'expertId', 'expiresAt',
  'figures', 'fortnight', 'fresh', 'fromState', 'fulfilledAt', 'goesOn', 'handoverId', 'hash', 'helped',
  'helpedAt', 'holder', 'id', 'importRun', 'inFiles', 'inboxSeq', 'influence', 'keptCase', 'keptSeq',
  'key', 'kind', 'kinds', 'language', 'languages', 'lastAt', 'leaseUntil', 'leftImport', 'leftOutOfMap',
  'level', 'lockedAt', 'loop', 'madeAt', 'mark', 'masked', 'medianHours', 'missedOffers',
  'missingFields', 'name', 'nameEn', 'nameFi', 'nameSv', 'namedUnitId', 'networkId', 'notMine', 'note',
  'number', 'offeredAt', 'onDuty', 'openCases', 'openedAt', 'order', 'packet', 'packetAsked',
  'packetFields', 'packetFilled', 'packetMarkedAt', 'packetMarks', 'packetSkipped', 'passReason',
  'payload', 'plan', 'plannedAt', 'pointed', 'presence', 'presenceSetAt', 'previous', 'promiseHours',
  'proposedAt', 'publicHolidays', 'question', 'queueSeconds', 'rank', 'reason', 'received', 'recipient',
  'reopenCount', 'repeated', 'replays', 'report', 'resolved', 'resolvedAt', 'result', 'retired',
  'retiredAt', 'returnDay', 'returnNote', 'returnReason', 'returnStarts', 'returnedAt', 'reviewOn',
  'roles', 'rota', 'sealed', 'seen', 'seq', 'service', 'setAt', 'side', 'since', 'solved', 'source',
  'squares', 'startedAt', 'starts', 'startsAt', 'state', 'status', 'step', 'synonymsEn', 'synonymsFi',
  'synonymsSv', 'takenAt', 'target', 'text', 'textEn', 'textFi', 'textSv', 'timeZone', 'toState',
  'tools', 'treated', 'typeId', 'uiLanguage', 'undoneAt', 'until', 'url', 'value', 'verdict',
  'verdictAt', 'verdictByRule', 'verdictReason', 'version', 'via', 'warmSeconds', 'webhookId', 'weight',
  'what', 'why', 'whys', 'withdrawnAt', 'words', 'wordsOf', 'workingHours', 'writtenAt'
] AS name
CALL db.createProperty(name);
