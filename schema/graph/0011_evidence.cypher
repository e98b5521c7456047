// What people say is wrong about what is counted of them, and how it was decided.
CREATE CONSTRAINT evidence_contest_id IF NOT EXISTS FOR (n:EvidenceContest) REQUIRE n.id IS UNIQUE;
CREATE INDEX evidence_contest_state IF NOT EXISTS FOR (n:EvidenceContest) ON (n.state, n.at);
