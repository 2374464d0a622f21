-- The origin kept seconds in INTEGER columns, and every column but metadata had a value. Our times
-- are milliseconds, and a field that is not known is NULL. No effect on a table that we created.
ALTER TABLE bid_opportunities
  ALTER COLUMN created_at TYPE BIGINT,
  ALTER COLUMN updated_at TYPE BIGINT,
  ALTER COLUMN user_id DROP NOT NULL,
  ALTER COLUMN source DROP NOT NULL,
  ALTER COLUMN stage DROP NOT NULL,
  ALTER COLUMN input_type DROP NOT NULL,
  ALTER COLUMN raw_input DROP NOT NULL,
  ALTER COLUMN bit_decision DROP NOT NULL;
