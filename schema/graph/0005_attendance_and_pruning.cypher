// Whose windows are open, whose turn it is in the background, and what is old enough to go.
CREATE CONSTRAINT live_stream_id IF NOT EXISTS FOR (n:LiveStream) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT background_turn_id IF NOT EXISTS FOR (n:BackgroundTurn) REQUIRE n.id IS UNIQUE;

CREATE INDEX live_stream_at IF NOT EXISTS FOR (n:LiveStream) ON (n.at);
CREATE INDEX event_at IF NOT EXISTS FOR (n:Event) ON (n.at);
