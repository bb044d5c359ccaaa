-- migrate:up

-- family: reference. A number for each state of what a process may keep: of `part` "feed" of an edition's
-- secrets, as cards show them, and under the edition 0 those of all; of "sight" who sees what,
-- under 0 alone. Drawn by chance and written last in the transaction that changed it: it tells no time.
CREATE TABLE versions (
    edition bigint NOT NULL,
    part text NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (edition, part)
);

-- An edition is read whole, by circle and id: both are random, so it tells no order of telling.
CREATE INDEX secrets_edition ON secrets (edition, circle, secret);

-- migrate:down
