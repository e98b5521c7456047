// The customer's own verdict: one a case.
CREATE CONSTRAINT verdict_id IF NOT EXISTS FOR (n:Verdict) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT verdict_case IF NOT EXISTS FOR (n:Verdict) REQUIRE n.caseId IS UNIQUE;
