-- migrate:up

-- Who made the code and knows it, if not this server.
ALTER TABLE codes ADD COLUMN checker text NOT NULL DEFAULT '';

-- migrate:down
