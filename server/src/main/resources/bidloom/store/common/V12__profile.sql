-- The company's profile: whole at every version. Version 1 is the sample that ships, and no row.
CREATE TABLE company_profile (
  version BIGINT NOT NULL PRIMARY KEY CHECK (version > 1),
  at      BIGINT NOT NULL,
  actor   TEXT   NOT NULL,
  content TEXT   NOT NULL
);
