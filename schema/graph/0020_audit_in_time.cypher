// What changed since a moment is found by the audit.
CREATE INDEX audit_at IF NOT EXISTS FOR (n:Audit) ON (n.at);
