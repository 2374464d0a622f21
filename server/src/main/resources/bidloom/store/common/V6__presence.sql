-- Who is on a bid, and in which field. A row counts until its expiry, on the database's clock; the
-- node that wrote it renews it. It is no part of the bid and touches no version.
CREATE TABLE bid_presence (
  bid_id  TEXT   NOT NULL REFERENCES bid_opportunities (id),
  actor   TEXT   NOT NULL,
  client  TEXT   NOT NULL,
  field   TEXT,
  node    TEXT   NOT NULL,
  mark    BIGINT NOT NULL,
  since   BIGINT NOT NULL,
  until   BIGINT NOT NULL,
  PRIMARY KEY (bid_id, actor, client)
);

CREATE INDEX bid_presence_of_node ON bid_presence (node);
CREATE INDEX bid_presence_expiry ON bid_presence (until);
