-- The database defends itself, whoever writes (guarantees G1 to G3 and G6).

CREATE FUNCTION bidloom_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION bidloom_bid_born() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version IS DISTINCT FROM 1 OR NEW.status IS DISTINCT FROM 'draft' THEN
    RAISE EXCEPTION 'bid_opportunities: a new bid is a draft at version 1'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION bidloom_bid_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version IS DISTINCT FROM OLD.version + 1 OR NEW.id IS DISTINCT FROM OLD.id THEN
    RAISE EXCEPTION 'bid_opportunities: an update advances version by one'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.status IS DISTINCT FROM OLD.status AND NOT EXISTS (
    SELECT 1 FROM bid_status_transition WHERE from_status = OLD.status AND to_status = NEW.status)
  THEN
    RAISE EXCEPTION 'bid_opportunities: no such status transition'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION bidloom_revision_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version IS DISTINCT FROM (SELECT version FROM bid_opportunities WHERE id = NEW.bid_id)
  THEN
    RAISE EXCEPTION 'bid_revision: a revision records the version the bid has now'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION bidloom_run_fenced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.epoch < OLD.epoch OR NEW.last_seq < OLD.last_seq OR (OLD.state <> 'running' AND
    (NEW.state <> OLD.state OR NEW.epoch <> OLD.epoch OR NEW.last_seq <> OLD.last_seq))
  THEN
    RAISE EXCEPTION 'bid_run: an epoch never falls and an ended run is final'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION bidloom_event_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM bid_run WHERE id = OLD.run_id AND state = 'running') THEN
    RAISE EXCEPTION 'run_event: the log of an active run is kept'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $$;

CREATE TRIGGER bid_born BEFORE INSERT ON bid_opportunities
  FOR EACH ROW EXECUTE FUNCTION bidloom_bid_born();
CREATE TRIGGER bid_step BEFORE UPDATE ON bid_opportunities
  FOR EACH ROW EXECUTE FUNCTION bidloom_bid_step();
CREATE TRIGGER bid_kept BEFORE DELETE ON bid_opportunities
  FOR EACH ROW EXECUTE FUNCTION bidloom_refuse('bid_opportunities: bids are archived, never deleted');
CREATE TRIGGER bid_revision_fits BEFORE INSERT ON bid_revision
  FOR EACH ROW EXECUTE FUNCTION bidloom_revision_fits();
CREATE TRIGGER bid_revision_final BEFORE UPDATE ON bid_revision
  FOR EACH ROW EXECUTE FUNCTION bidloom_refuse('bid_revision: revisions are final');
CREATE TRIGGER bid_revision_kept BEFORE DELETE ON bid_revision
  FOR EACH ROW EXECUTE FUNCTION bidloom_refuse('bid_revision: revisions are kept');
CREATE TRIGGER bid_run_fenced BEFORE UPDATE ON bid_run
  FOR EACH ROW EXECUTE FUNCTION bidloom_run_fenced();
CREATE TRIGGER bid_run_kept BEFORE DELETE ON bid_run
  FOR EACH ROW EXECUTE FUNCTION bidloom_refuse('bid_run: runs are kept');
CREATE TRIGGER run_event_final BEFORE UPDATE ON run_event
  FOR EACH ROW EXECUTE FUNCTION bidloom_refuse('run_event: events are final');
CREATE TRIGGER run_event_kept BEFORE DELETE ON run_event
  FOR EACH ROW EXECUTE FUNCTION bidloom_event_kept();
