// Questions about a case that stays with the asker, and the notes that grow from their answers.
CREATE CONSTRAINT ask_id IF NOT EXISTS FOR (n:Ask) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT ask_reply_id IF NOT EXISTS FOR (n:AskReply) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT note_id IF NOT EXISTS FOR (n:Note) REQUIRE n.id IS UNIQUE;

CREATE INDEX ask_asked IF NOT EXISTS FOR (n:Ask) ON (n.askedAt);
CREATE INDEX note_state IF NOT EXISTS FOR (n:Note) ON (n.state, n.writtenAt);
