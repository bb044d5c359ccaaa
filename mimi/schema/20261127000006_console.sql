-- migrate:up

-- moderators -------------------------------------------------------------------------------

-- family: looked-up value. Whom the operator named to moderate, and what proves that it is them; a
-- moderator's own account, if there is one, is not known here. `passphrase` is salt and scrypt of it,
-- `secret` a passkey's public key or the sealed secret of a TOTP app, `passkey` its id or nothing;
-- `uses` is what the passkey counted last.
CREATE TABLE moderators (
    moderator text PRIMARY KEY,
    passphrase bytea NOT NULL,
    factor text NOT NULL,
    passkey bytea NOT NULL,
    secret bytea NOT NULL,
    uses bigint NOT NULL
);

-- family: looked-up value. HMAC of a link that lets one enrol, once, up to and with day `ends`.
CREATE TABLE enrolments (
    enrolment_tag bytea PRIMARY KEY,
    moderator text NOT NULL,
    ends integer NOT NULL
);
CREATE INDEX enrolments_moderator ON enrolments (moderator);

-- family: looked-up value. HMAC of a session of the console, over when the edition window `ends` is.
CREATE TABLE moderator_sessions (
    session_tag bytea PRIMARY KEY,
    moderator text NOT NULL,
    ends bigint NOT NULL
);
CREATE INDEX moderator_sessions_moderator ON moderator_sessions (moderator);

-- migrate:down
