-- migrate:up

-- `looked`: somebody has looked at the picture, which is care; `print`: what it is known again by,
-- sealed, empty if there is nothing to know it by; `rules`: those that it may break.
ALTER TABLE photos
    ADD COLUMN looked boolean NOT NULL DEFAULT false,
    ADD COLUMN print bytea NOT NULL DEFAULT '',
    ADD COLUMN rules text[] NOT NULL DEFAULT '{}';
CREATE INDEX photos_unlooked ON photos (circle, secret) WHERE NOT looked;

-- family: looked-up value. Of a removed picture what it is known again by, sealed, the rule that it
-- broke and the day; nothing of the picture. `looked`: what is out was held against it.
CREATE TABLE removed_pictures (
    case_id uuid PRIMARY KEY,
    rule text NOT NULL,
    day integer NOT NULL,
    print bytea NOT NULL,
    looked boolean NOT NULL
);

-- migrate:down
