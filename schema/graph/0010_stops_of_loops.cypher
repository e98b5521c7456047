// The stops on the path of a case that went round in circles.
CREATE CONSTRAINT loop_stop_id IF NOT EXISTS FOR (n:LoopStop) REQUIRE n.id IS UNIQUE;
