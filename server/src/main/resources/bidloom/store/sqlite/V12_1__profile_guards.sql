-- A version of the profile follows the last one and is final; only the name of who made it becomes
-- a pseudonym in an erasure (docs/adr/0012).

CREATE TRIGGER company_profile_next BEFORE INSERT ON company_profile
WHEN NEW.version IS NOT (SELECT coalesce(max(version), 1) + 1 FROM company_profile)
BEGIN
  SELECT RAISE(ABORT, 'company_profile: a version follows the last one');
END;

CREATE TRIGGER company_profile_final BEFORE UPDATE ON company_profile
WHEN NEW.version IS NOT OLD.version OR NEW.at IS NOT OLD.at OR NEW.content IS NOT OLD.content
  OR NOT EXISTS (SELECT 1 FROM bidloom_erasure e
    WHERE OLD.actor = e.kind || ':' || e.word AND NEW.actor = e.kind || ':' || e.pseudonym)
BEGIN
  SELECT RAISE(ABORT, 'company_profile: versions are final');
END;

CREATE TRIGGER company_profile_kept BEFORE DELETE ON company_profile
BEGIN
  SELECT RAISE(ABORT, 'company_profile: versions are kept');
END;
