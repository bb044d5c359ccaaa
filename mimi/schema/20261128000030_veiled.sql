-- migrate:up

-- `covered`: its picture may show somebody naked, and is shown to who asks for it.
ALTER TABLE secrets ADD COLUMN covered boolean NOT NULL DEFAULT false;

-- migrate:down
