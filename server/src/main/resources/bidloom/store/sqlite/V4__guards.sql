-- The database defends itself, whoever writes (guarantees G1 to G3 and G6).

CREATE TRIGGER bid_born BEFORE INSERT ON bid_opportunities
WHEN NEW.version IS NOT 1 OR NEW.status IS NOT 'draft'
  OR EXISTS (SELECT 1 FROM bid_opportunities WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'bid_opportunities: a new bid is a draft at version 1');
END;

CREATE TRIGGER bid_version_step BEFORE UPDATE ON bid_opportunities
WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
  SELECT RAISE(ABORT, 'bid_opportunities: an update advances version by one');
END;

CREATE TRIGGER bid_status_legal BEFORE UPDATE ON bid_opportunities
WHEN NEW.status IS NOT OLD.status AND NOT EXISTS (
  SELECT 1 FROM bid_status_transition WHERE from_status = OLD.status AND to_status = NEW.status)
BEGIN
  SELECT RAISE(ABORT, 'bid_opportunities: no such status transition');
END;

CREATE TRIGGER bid_kept BEFORE DELETE ON bid_opportunities
BEGIN
  SELECT RAISE(ABORT, 'bid_opportunities: bids are archived, never deleted');
END;

CREATE TRIGGER bid_revision_fits BEFORE INSERT ON bid_revision
WHEN NEW.version IS NOT (SELECT version FROM bid_opportunities WHERE id = NEW.bid_id)
  OR EXISTS (SELECT 1 FROM bid_revision WHERE bid_id = NEW.bid_id AND version = NEW.version)
BEGIN
  SELECT RAISE(ABORT, 'bid_revision: a revision records the version the bid has now');
END;

CREATE TRIGGER bid_revision_final BEFORE UPDATE ON bid_revision
BEGIN
  SELECT RAISE(ABORT, 'bid_revision: revisions are final');
END;

CREATE TRIGGER bid_revision_kept BEFORE DELETE ON bid_revision
BEGIN
  SELECT RAISE(ABORT, 'bid_revision: revisions are kept');
END;

CREATE TRIGGER bid_run_fenced BEFORE UPDATE ON bid_run
WHEN NEW.epoch < OLD.epoch OR NEW.last_seq < OLD.last_seq OR (OLD.state <> 'running' AND
  (NEW.state <> OLD.state OR NEW.epoch <> OLD.epoch OR NEW.last_seq <> OLD.last_seq))
BEGIN
  SELECT RAISE(ABORT, 'bid_run: an epoch never falls and an ended run is final');
END;

CREATE TRIGGER bid_run_kept BEFORE DELETE ON bid_run
BEGIN
  SELECT RAISE(ABORT, 'bid_run: runs are kept');
END;

-- REPLACE deletes without firing a DELETE trigger: what would be replaced is refused beforehand.
CREATE TRIGGER bid_run_born BEFORE INSERT ON bid_run
WHEN EXISTS (SELECT 1 FROM bid_run WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'bid_run: runs are kept');
END;

CREATE TRIGGER bid_run_same BEFORE UPDATE OF id, bid_id ON bid_run
WHEN NEW.id IS NOT OLD.id OR NEW.bid_id IS NOT OLD.bid_id
BEGIN
  SELECT RAISE(ABORT, 'bid_run: a run stays what it is');
END;

CREATE TRIGGER run_event_born BEFORE INSERT ON run_event
WHEN EXISTS (SELECT 1 FROM run_event WHERE run_id = NEW.run_id AND seq = NEW.seq)
BEGIN
  SELECT RAISE(ABORT, 'run_event: events are final');
END;

CREATE TRIGGER run_event_final BEFORE UPDATE ON run_event
BEGIN
  SELECT RAISE(ABORT, 'run_event: events are final');
END;

CREATE TRIGGER run_event_kept BEFORE DELETE ON run_event
WHEN EXISTS (SELECT 1 FROM bid_run WHERE id = OLD.run_id AND state = 'running')
BEGIN
  SELECT RAISE(ABORT, 'run_event: the log of an active run is kept');
END;
