-- migrate:up

-- `open`: lies as it was written. The counters' window writes it again, or what one visit liked would lie together.
ALTER TABLE reactions ADD COLUMN open boolean NOT NULL DEFAULT true;
CREATE INDEX reactions_open ON reactions (tag) WHERE open;

-- What was taken from its old place goes from the disk within a minute or so, in a large table too.
ALTER TABLE reactions SET (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);
ALTER TABLE batches SET (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);

-- migrate:down
