// Pilots: their plan, the looks that were taken and the links by which one of them may be read.
CREATE CONSTRAINT experiment_id IF NOT EXISTS FOR (n:Experiment) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT experiment_look_id IF NOT EXISTS FOR (n:ExperimentLook) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT experiment_share_id IF NOT EXISTS FOR (n:ExperimentShare) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT experiment_register_id IF NOT EXISTS FOR (n:ExperimentRegister) REQUIRE n.id IS UNIQUE;
