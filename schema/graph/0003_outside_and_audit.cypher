// What leaves the house: webhooks, notification addresses, and one delivery an event and receiver.
CREATE CONSTRAINT webhook_id IF NOT EXISTS FOR (n:Webhook) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT notification_address_expert IF NOT EXISTS FOR (n:NotificationAddress) REQUIRE n.expertId IS UNIQUE;
CREATE CONSTRAINT delivery_id IF NOT EXISTS FOR (n:Delivery) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT dispatch_lock_id IF NOT EXISTS FOR (n:DispatchLock) REQUIRE n.id IS UNIQUE;

CREATE INDEX delivery_due IF NOT EXISTS FOR (n:Delivery) ON (n.state, n.dueAt);
CREATE INDEX delivery_created IF NOT EXISTS FOR (n:Delivery) ON (n.createdAt);
CREATE INDEX delivery_target IF NOT EXISTS FOR (n:Delivery) ON (n.target);
CREATE INDEX delivery_event IF NOT EXISTS FOR (n:Delivery) ON (n.eventId);

// the audit of a case is read and verified by case
CREATE INDEX audit_case IF NOT EXISTS FOR (n:Audit) ON (n.caseId);
