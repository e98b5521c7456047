"""Who may do what. Every root field of the schema stands here; the transport checks it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from netsvc.identity.roles import DESK, EVERYBODY, Role

FRONTLINE = frozenset({Role.AGENT})
NETWORK_KEEPERS = frozenset({Role.ADMINISTRATOR, Role.MANAGER, Role.PILOT_LEAD})
ADMINISTRATION = frozenset({Role.ADMINISTRATOR})
NOTE_KEEPERS = DESK | {Role.MANAGER, Role.ADMINISTRATOR}
TAXONOMY_KEEPERS = frozenset({Role.ADMINISTRATOR, Role.MANAGER})
TAXONOMY_READERS = NETWORK_KEEPERS
EXPERIMENT_READERS = NETWORK_KEEPERS
EXPERIMENT_LEADS = frozenset({Role.PILOT_LEAD})
UNIT_KEEPERS = frozenset({Role.MANAGER, Role.ADMINISTRATOR})
EVIDENCE_DECIDERS = frozenset({Role.MANAGER, Role.ADMINISTRATOR})

OPERATION_ROLES: Mapping[str, frozenset[Role]] = MappingProxyType(
    {
        "me": EVERYBODY,
        "node": EVERYBODY,
        "expert": EVERYBODY,
        "experts": EVERYBODY,
        "unit": EVERYBODY,
        "units": EVERYBODY,
        "issueType": EVERYBODY,
        "issueTypes": EVERYBODY,
        "matchIssueTypes": EVERYBODY,
        "findExperts": DESK,
        "case": DESK,
        "cases": DESK,
        "inbox": DESK,
        "openCase": FRONTLINE,
        "offerHandover": DESK,
        "offerToMiniNetwork": DESK,
        "acceptHandover": DESK,
        "markPacket": DESK,
        "setPacketFields": ADMINISTRATION,
        "declineHandover": DESK,
        "withdrawHandover": DESK,
        "resolveCase": DESK,
        "endContact": DESK,
        "excludeFromNet": DESK,
        "recordRedirect": DESK,
        "setPresence": DESK,
        "caseStory": DESK,
        "senderQuestions": DESK,
        "returnHandover": DESK,
        "askSender": DESK,
        "answerSenderQuestion": DESK,
        "changeIssueType": DESK,
        "reopenCase": DESK,
        "undo": DESK,
        "myPromises": DESK,
        "promiseChoices": DESK,
        "keepPromise": DESK,
        "offerTimes": EVERYBODY,
        "setOfferTimes": ADMINISTRATION,
        "conferences": DESK | {Role.MANAGER},
        "openConference": DESK,
        "nameOwner": DESK | {Role.MANAGER},
        "setResponsibleUnits": ADMINISTRATION,
        "miniNetwork": EVERYBODY,
        "miniNetworks": EVERYBODY,
        "createMiniNetwork": NETWORK_KEEPERS,
        "changeMiniNetwork": NETWORK_KEEPERS,
        "publishAgreement": NETWORK_KEEPERS,
        "setRota": NETWORK_KEEPERS,
        "proposeSwap": DESK,
        "answerSwap": DESK,
        "setConnection": EVERYBODY,
        "planAbsence": DESK,
        "cancelAbsence": DESK,
        "setBackup": DESK,
        "setUnitHours": UNIT_KEEPERS,
        "setUnitBackup": UNIT_KEEPERS,
        "notificationAddress": DESK,
        "setNotificationAddress": DESK,
        "webhooks": ADMINISTRATION,
        "createWebhook": ADMINISTRATION,
        "retireWebhook": ADMINISTRATION,
        "asks": DESK,
        "askExperts": DESK,
        "answerAsk": DESK,
        "passAsk": DESK,
        "markHelped": DESK,
        "withdrawAsk": DESK,
        "notes": EVERYBODY,
        "writeNote": DESK,
        "changeNote": NOTE_KEEPERS,
        "retireNote": NOTE_KEEPERS,
        "auditTrail": DESK | {Role.MANAGER, Role.ADMINISTRATOR},
        "myEvidence": DESK,
        "evidenceContests": EVIDENCE_DECIDERS,
        "contestEvidence": DESK,
        "decideEvidenceContest": EVIDENCE_DECIDERS,
        "declareSkill": DESK,
        "issueTypeGaps": TAXONOMY_READERS,
        "unmatchedWords": TAXONOMY_KEEPERS,
        "saveIssueType": TAXONOMY_KEEPERS,
        "retireIssueType": TAXONOMY_KEEPERS,
        "mergeIssueTypes": ADMINISTRATION,
        "splitIssueType": ADMINISTRATION,
        "experiment": EXPERIMENT_READERS,
        "experiments": EXPERIMENT_READERS,
        "myExperiments": EVERYBODY,
        "draftExperiment": EXPERIMENT_LEADS,
        "changeExperiment": EXPERIMENT_LEADS,
        "discardExperiment": EXPERIMENT_LEADS,
        "lockExperiment": EXPERIMENT_LEADS,
        "amendExperiment": EXPERIMENT_LEADS,
        "excludeUnitFromExperiment": EXPERIMENT_LEADS,
        "takeLook": EXPERIMENT_LEADS,
        "endExperiment": EXPERIMENT_LEADS,
        "setExperimentVerdict": EXPERIMENT_LEADS,
        "shareExperiment": EXPERIMENT_LEADS,
        "unshareExperiment": EXPERIMENT_LEADS,
        "inboxEvents": DESK,
    }
)
