-- Revisions and events stay final, with two exceptions (docs/adr/0012): a name that is being erased
-- becomes its pseudonym, and the values of rawInput go from a bid that is noted for it. What an
-- update changes beyond that is refused as before.

DROP TRIGGER bid_revision_final;
CREATE TRIGGER bid_revision_final BEFORE UPDATE ON bid_revision
WHEN NEW.bid_id IS NOT OLD.bid_id OR NEW.version IS NOT OLD.version OR NEW.at IS NOT OLD.at
  OR NEW.reason IS NOT OLD.reason
  OR NOT (EXISTS (SELECT 1 FROM bidloom_erasure e
      WHERE replace(NEW.actor, e.pseudonym, e.word) = replace(OLD.actor, e.pseudonym, e.word)
        AND replace(NEW.changes, e.pseudonym, e.in_json) = replace(OLD.changes, e.pseudonym, e.in_json))
    OR (NEW.actor IS OLD.actor
      AND EXISTS (SELECT 1 FROM bid_raw_removal r WHERE r.bid_id = OLD.bid_id)
      AND json_array_length(NEW.changes) IS json_array_length(OLD.changes)
      AND NOT EXISTS (SELECT 1 FROM json_each(OLD.changes) o
        LEFT JOIN json_each(NEW.changes) n ON n.key = o.key
        WHERE n.value IS NOT o.value
          AND (json_extract(o.value, '$.field') IS NOT 'rawInput'
            OR n.value IS NOT '{"field":"rawInput"}'))))
BEGIN
  SELECT RAISE(ABORT, 'bid_revision: revisions are final');
END;

DROP TRIGGER run_event_final;
CREATE TRIGGER run_event_final BEFORE UPDATE ON run_event
WHEN NEW.run_id IS NOT OLD.run_id OR NEW.seq IS NOT OLD.seq OR NEW.type IS NOT OLD.type
  OR NEW.at IS NOT OLD.at
  OR NOT EXISTS (SELECT 1 FROM bidloom_erasure e
    WHERE replace(NEW.data, e.pseudonym, e.in_json) = replace(OLD.data, e.pseudonym, e.in_json))
BEGIN
  SELECT RAISE(ABORT, 'run_event: events are final');
END;
