-- What lists, searches and numbers read: one row for each bid, written with every version of it.
-- deadline_at is the end of time where no deadline is known, so that such bids come last.
CREATE TABLE bid_listing (
  bid_id           TEXT   NOT NULL PRIMARY KEY REFERENCES bid_opportunities (id),
  status           TEXT   NOT NULL,
  owner            TEXT,
  decision         TEXT,
  outcome          TEXT,
  title_key        TEXT   NOT NULL,
  buyer_key        TEXT   NOT NULL,
  notice_key       TEXT   NOT NULL,
  search           TEXT   NOT NULL,
  created_at       BIGINT NOT NULL,
  updated_at       BIGINT NOT NULL,
  deadline_at      BIGINT NOT NULL,
  first_decided_at BIGINT,
  decided_at       BIGINT
);

CREATE INDEX bid_listing_updated ON bid_listing (updated_at, bid_id);
CREATE INDEX bid_listing_status_updated ON bid_listing (status, updated_at, bid_id);
CREATE INDEX bid_listing_created ON bid_listing (created_at, bid_id);
CREATE INDEX bid_listing_status_created ON bid_listing (status, created_at, bid_id);
CREATE INDEX bid_listing_deadline ON bid_listing (deadline_at, bid_id);
CREATE INDEX bid_listing_status_deadline ON bid_listing (status, deadline_at, bid_id);
CREATE INDEX bid_listing_title ON bid_listing (title_key, bid_id);
CREATE INDEX bid_listing_status_title ON bid_listing (status, title_key, bid_id);
CREATE INDEX bid_listing_notice ON bid_listing (notice_key) WHERE notice_key <> '';
CREATE INDEX bid_listing_decided ON bid_listing (decided_at) WHERE decided_at IS NOT NULL;
