-- Those who were erased, each by the name that stands for theirs. Their own name is nowhere.
CREATE TABLE bidloom_former_user (
  pseudonym   TEXT   NOT NULL PRIMARY KEY,
  erased_by   TEXT   NOT NULL,
  erased_at   BIGINT NOT NULL,
  finished_at BIGINT
);

-- Their names, which nobody is given again, by their Argon2id.
CREATE TABLE bidloom_former_name (
  digest    TEXT NOT NULL PRIMARY KEY,
  salt      TEXT NOT NULL,
  pseudonym TEXT NOT NULL REFERENCES bidloom_former_user (pseudonym)
);

-- The names that are being replaced, only as long as they are: what is here, the triggers let be
-- replaced by its pseudonym in revisions and events.
CREATE TABLE bidloom_erasure (
  kind      TEXT NOT NULL CHECK (kind IN ('user', 'token', 'display')),
  word      TEXT NOT NULL,
  in_json   TEXT NOT NULL,
  pseudonym TEXT NOT NULL REFERENCES bidloom_former_user (pseudonym),
  PRIMARY KEY (kind, word)
);

-- Bids whose raw input was removed, with their version after that: what is here, the triggers let
-- lose the values of rawInput in its revisions.
CREATE TABLE bid_raw_removal (
  bid_id  TEXT   NOT NULL PRIMARY KEY REFERENCES bid_opportunities (id),
  version BIGINT NOT NULL
);
