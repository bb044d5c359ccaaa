-- migrate:up

-- `open`: lies as it was written. The night writes it again, or what one request wrote would lie together.
ALTER TABLE batches ADD COLUMN open boolean NOT NULL DEFAULT true;
CREATE INDEX batches_open ON batches (holder) WHERE open;

-- migrate:down
