-- What the orders by value and by score go by, in hundredths: the larger known end of the budget, whatever its currency,
-- and the score. Each is there twice, the second time with its sign turned round, and is the end of all numbers in both
-- where it is not known, so that such bids come last in either direction.
ALTER TABLE bid_listing ADD COLUMN value_rising  BIGINT NOT NULL DEFAULT 9223372036854775806;
ALTER TABLE bid_listing ADD COLUMN value_falling BIGINT NOT NULL DEFAULT 9223372036854775806;
ALTER TABLE bid_listing ADD COLUMN score_rising  BIGINT NOT NULL DEFAULT 9223372036854775806;
ALTER TABLE bid_listing ADD COLUMN score_falling BIGINT NOT NULL DEFAULT 9223372036854775806;

CREATE INDEX bid_listing_value_rising ON bid_listing (value_rising, bid_id);
CREATE INDEX bid_listing_status_value_rising ON bid_listing (status, value_rising, bid_id);
CREATE INDEX bid_listing_value_falling ON bid_listing (value_falling, bid_id);
CREATE INDEX bid_listing_status_value_falling ON bid_listing (status, value_falling, bid_id);
CREATE INDEX bid_listing_score_rising ON bid_listing (score_rising, bid_id);
CREATE INDEX bid_listing_status_score_rising ON bid_listing (status, score_rising, bid_id);
CREATE INDEX bid_listing_score_falling ON bid_listing (score_falling, bid_id);
CREATE INDEX bid_listing_status_score_falling ON bid_listing (status, score_falling, bid_id);
