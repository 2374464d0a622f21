-- Who may log in. The names begin with bidloom_, since a database that is adopted often has an
-- "account" and a "session" of its own.
CREATE TABLE bidloom_account (
  name          TEXT    NOT NULL PRIMARY KEY CHECK (name = lower(name)),
  display_name  TEXT    NOT NULL,
  role          TEXT    NOT NULL CHECK (role IN ('viewer', 'bd', 'bl', 'admin')),
  business_line TEXT,
  disabled      INTEGER NOT NULL,
  password      TEXT,
  must_change   INTEGER NOT NULL,
  issuer        TEXT,
  subject       TEXT,
  created_at    BIGINT  NOT NULL
);
CREATE UNIQUE INDEX bidloom_account_subject ON bidloom_account (issuer, subject)
  WHERE subject IS NOT NULL;

-- Who has a token already is an administrator, still without a password.
INSERT INTO bidloom_account
  (name, display_name, role, disabled, must_change, created_at)
SELECT 'admin', 'Administrator', 'admin', 0, 0, min(created_at) FROM api_token
HAVING count(*) > 0;

ALTER TABLE api_token ADD COLUMN id TEXT;
ALTER TABLE api_token ADD COLUMN owner TEXT REFERENCES bidloom_account (name);
ALTER TABLE api_token ADD COLUMN last_used_at BIGINT;
ALTER TABLE api_token ADD COLUMN revoked_at BIGINT;
UPDATE api_token SET id = substr(hash, 1, 32), owner = 'admin';
CREATE UNIQUE INDEX api_token_id ON api_token (id);
-- A token's name stands in the history for ever, so nobody else's may have it.
CREATE UNIQUE INDEX api_token_name ON api_token (name);
CREATE INDEX api_token_owner ON api_token (owner);

-- Sessions of the page, by the SHA-256 of the cookie.
CREATE TABLE bidloom_session (
  hash       TEXT   NOT NULL PRIMARY KEY,
  account    TEXT   NOT NULL REFERENCES bidloom_account (name),
  created_at BIGINT NOT NULL,
  seen_at    BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX bidloom_session_account ON bidloom_session (account);

-- Logins that are under way at the identity provider, by the SHA-256 of their state.
CREATE TABLE bidloom_login (
  hash       TEXT   NOT NULL PRIMARY KEY,
  nonce      TEXT   NOT NULL,
  verifier   TEXT   NOT NULL,
  target     TEXT   NOT NULL,
  expires_at BIGINT NOT NULL
);
