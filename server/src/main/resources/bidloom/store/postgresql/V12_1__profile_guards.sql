-- A version of the profile follows the last one and is final; only the name of who made it becomes
-- a pseudonym in an erasure (docs/adr/0012).

CREATE FUNCTION bidloom_profile_next() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version <> (SELECT coalesce(max(version), 1) + 1 FROM company_profile)
    AND NOT EXISTS (SELECT 1 FROM company_profile WHERE version = NEW.version)
  THEN
    RAISE EXCEPTION 'company_profile: a version follows the last one'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION bidloom_profile_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version = OLD.version AND NEW.at = OLD.at AND NEW.content = OLD.content
    AND EXISTS (SELECT 1 FROM bidloom_erasure e
      WHERE OLD.actor = e.kind || ':' || e.word AND NEW.actor = e.kind || ':' || e.pseudonym)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'company_profile: versions are final'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER company_profile_next BEFORE INSERT ON company_profile
  FOR EACH ROW EXECUTE FUNCTION bidloom_profile_next();
CREATE TRIGGER company_profile_final BEFORE UPDATE ON company_profile
  FOR EACH ROW EXECUTE FUNCTION bidloom_profile_final();
CREATE TRIGGER company_profile_kept BEFORE DELETE ON company_profile
  FOR EACH ROW EXECUTE FUNCTION bidloom_refuse('company_profile: versions are kept');
