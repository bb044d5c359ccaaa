-- migrate:up

-- family: looked-up value. Which tasks of known answer a juror has answered, under the HMAC of the
-- account: each counts once.
CREATE TABLE proved (
    juror bytea NOT NULL,
    control bytea NOT NULL,
    PRIMARY KEY (juror, control)
);

-- migrate:down
