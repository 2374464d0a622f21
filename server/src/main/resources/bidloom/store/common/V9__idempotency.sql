-- Requests that came with an Idempotency-Key: claimed while they are done, with their answer then.
CREATE TABLE idempotency_key (
  caller        TEXT   NOT NULL,
  key           TEXT   NOT NULL,
  fingerprint   TEXT   NOT NULL,
  claim         TEXT   NOT NULL,
  claimed_until BIGINT NOT NULL,
  status        INTEGER,
  headers       TEXT,
  body          TEXT,
  created_at    BIGINT NOT NULL,
  PRIMARY KEY (caller, key)
);

CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
