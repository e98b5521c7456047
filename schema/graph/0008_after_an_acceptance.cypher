// What happens to a case after an acceptance: questions to the sender, changes of type, reopenings.
CREATE CONSTRAINT sender_question_id IF NOT EXISTS FOR (n:SenderQuestion) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT type_change_id IF NOT EXISTS FOR (n:TypeChange) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT reopening_id IF NOT EXISTS FOR (n:Reopening) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT conference_id IF NOT EXISTS FOR (n:Conference) REQUIRE n.id IS UNIQUE;
CREATE INDEX conference_state IF NOT EXISTS FOR (n:Conference) ON (n.state, n.openedAt);
