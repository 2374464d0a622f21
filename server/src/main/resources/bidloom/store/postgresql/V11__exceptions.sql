-- Revisions and events stay final, with two exceptions (docs/adr/0012): a name that is being erased
-- becomes its pseudonym, and the values of rawInput go from a bid that is noted for it. What an
-- update changes beyond that is refused as before.

CREATE FUNCTION bidloom_revision_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.bid_id = OLD.bid_id AND NEW.version = OLD.version AND NEW.at = OLD.at
    AND NEW.reason = OLD.reason
  THEN
    IF EXISTS (SELECT 1 FROM bidloom_erasure e
      WHERE replace(NEW.actor, e.pseudonym, e.word) = replace(OLD.actor, e.pseudonym, e.word)
        AND replace(NEW.changes, e.pseudonym, e.in_json)
          = replace(OLD.changes, e.pseudonym, e.in_json))
    THEN
      RETURN NEW;
    END IF;
    IF NEW.actor = OLD.actor
      AND EXISTS (SELECT 1 FROM bid_raw_removal r WHERE r.bid_id = OLD.bid_id)
      AND NOT EXISTS (
        SELECT 1 FROM json_array_elements(OLD.changes::json) WITH ORDINALITY AS o(change, place)
        FULL JOIN json_array_elements(NEW.changes::json) WITH ORDINALITY AS n(change, place)
          ON n.place = o.place
        WHERE n.change::text IS DISTINCT FROM o.change::text
          AND (o.change->>'field' IS DISTINCT FROM 'rawInput'
            OR n.change::text IS DISTINCT FROM '{"field":"rawInput"}'))
    THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'bid_revision: revisions are final' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION bidloom_event_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.run_id = OLD.run_id AND NEW.seq = OLD.seq AND NEW.type = OLD.type AND NEW.at = OLD.at
    AND EXISTS (SELECT 1 FROM bidloom_erasure e
      WHERE replace(NEW.data, e.pseudonym, e.in_json) = replace(OLD.data, e.pseudonym, e.in_json))
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'run_event: events are final' USING ERRCODE = 'integrity_constraint_violation';
END $$;

DROP TRIGGER bid_revision_final ON bid_revision;
CREATE TRIGGER bid_revision_final BEFORE UPDATE ON bid_revision
  FOR EACH ROW EXECUTE FUNCTION bidloom_revision_final();
DROP TRIGGER run_event_final ON run_event;
CREATE TRIGGER run_event_final BEFORE UPDATE ON run_event
  FOR EACH ROW EXECUTE FUNCTION bidloom_event_final();
