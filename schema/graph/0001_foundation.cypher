// Identity of everything, and the look-ups that a page waits for.
CREATE CONSTRAINT unit_id IF NOT EXISTS FOR (n:Unit) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT expert_id IF NOT EXISTS FOR (n:Expert) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT issue_type_id IF NOT EXISTS FOR (n:IssueType) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT mini_network_id IF NOT EXISTS FOR (n:MiniNetwork) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT customer_id IF NOT EXISTS FOR (n:Customer) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT contact_id IF NOT EXISTS FOR (n:Contact) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT case_id IF NOT EXISTS FOR (n:Case) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT case_number IF NOT EXISTS FOR (n:Case) REQUIRE n.number IS UNIQUE;
CREATE CONSTRAINT handover_id IF NOT EXISTS FOR (n:Handover) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT redirect_id IF NOT EXISTS FOR (n:Redirect) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT command_key IF NOT EXISTS FOR (n:Command) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT event_id IF NOT EXISTS FOR (n:Event) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT event_recipient_seq IF NOT EXISTS FOR (n:Event) REQUIRE (n.recipient, n.seq) IS UNIQUE;
CREATE CONSTRAINT audit_id IF NOT EXISTS FOR (n:Audit) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT directory_id IF NOT EXISTS FOR (n:DirectoryVersion) REQUIRE n.id IS UNIQUE;

CREATE INDEX case_opened IF NOT EXISTS FOR (n:Case) ON (n.openedAt);
CREATE INDEX case_state IF NOT EXISTS FOR (n:Case) ON (n.state, n.openedAt);
CREATE INDEX handover_state IF NOT EXISTS FOR (n:Handover) ON (n.state, n.expiresAt);
CREATE INDEX handover_offered IF NOT EXISTS FOR (n:Handover) ON (n.offeredAt);
CREATE INDEX redirect_at IF NOT EXISTS FOR (n:Redirect) ON (n.at);
CREATE INDEX contact_started IF NOT EXISTS FOR (n:Contact) ON (n.startedAt);
CREATE INDEX command_at IF NOT EXISTS FOR (n:Command) ON (n.at);
CREATE INDEX expert_name IF NOT EXISTS FOR (n:Expert) ON (n.name);

// importers clean up by what they loaded
CREATE INDEX case_source IF NOT EXISTS FOR (n:Case) ON (n.source);
