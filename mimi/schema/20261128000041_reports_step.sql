-- migrate:up

-- How many decisions there had been: what was said before one is no reason to ask again after it.
ALTER TABLE reports ADD COLUMN step smallint NOT NULL DEFAULT 0;

-- migrate:down
