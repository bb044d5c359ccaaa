-- migrate:up

-- `veiled`: its picture may show somebody naked, and is shown to who asks for it.
ALTER TABLE secrets ADD COLUMN veiled boolean NOT NULL DEFAULT false;

-- migrate:down
