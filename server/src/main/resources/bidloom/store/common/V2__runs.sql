-- Who changed what: version k of a bid has revision k. Append-only.
CREATE TABLE bid_revision (
  bid_id   TEXT   NOT NULL REFERENCES bid_opportunities (id),
  version  BIGINT NOT NULL,
  at       BIGINT NOT NULL,
  actor    TEXT   NOT NULL,
  reason   TEXT   NOT NULL,
  changes  TEXT   NOT NULL,
  PRIMARY KEY (bid_id, version)
);

CREATE TABLE bid_run (
  id              TEXT    NOT NULL PRIMARY KEY,
  bid_id          TEXT    NOT NULL REFERENCES bid_opportunities (id),
  kind            TEXT    NOT NULL CHECK (kind IN ('extraction', 'quick_scan', 'evaluation')),
  state           TEXT    NOT NULL CHECK (state IN ('running', 'committed', 'stale', 'failed', 'cancelled')),
  owner           TEXT    NOT NULL,
  epoch           BIGINT  NOT NULL CHECK (epoch >= 1),
  lease_until     BIGINT  NOT NULL,
  attempt         INTEGER NOT NULL,
  base_version    BIGINT  NOT NULL,
  prior_status    TEXT    NOT NULL,
  inputs          TEXT    NOT NULL,
  cancel_by       TEXT,
  proposal        TEXT,
  failure_code    TEXT,
  failure_message TEXT,
  started_by      TEXT    NOT NULL,
  started_at      BIGINT  NOT NULL,
  ended_at        BIGINT,
  last_seq        BIGINT  NOT NULL
);

-- Guarantee G4, single-flight: a second active run of a bid cannot be inserted.
CREATE UNIQUE INDEX bid_run_active ON bid_run (bid_id) WHERE state = 'running';
CREATE INDEX bid_run_lease ON bid_run (lease_until) WHERE state = 'running';
CREATE INDEX bid_run_of_bid ON bid_run (bid_id, started_at);

-- Finished agent outputs: paid for once, kept.
CREATE TABLE run_checkpoint (
  run_id  TEXT    NOT NULL REFERENCES bid_run (id),
  agent   TEXT    NOT NULL,
  epoch   BIGINT  NOT NULL,
  failed  INTEGER NOT NULL,
  output  TEXT    NOT NULL,
  PRIMARY KEY (run_id, agent)
);

CREATE TABLE run_event (
  run_id  TEXT   NOT NULL REFERENCES bid_run (id),
  seq     BIGINT NOT NULL,
  type    TEXT   NOT NULL,
  data    TEXT   NOT NULL,
  at      BIGINT NOT NULL,
  PRIMARY KEY (run_id, seq)
);

-- Bearer tokens, by the SHA-256 of the token.
CREATE TABLE api_token (
  hash        TEXT   NOT NULL PRIMARY KEY,
  name        TEXT   NOT NULL,
  role        TEXT   NOT NULL,
  created_at  BIGINT NOT NULL,
  expires_at  BIGINT
);
