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

-- takedowns --------------------------------------------------------------------------------

-- family: looked-up value. What somebody without an account asks to be taken down: under an HMAC of
-- the number that only they have, sealed, since it names people. `answer` is empty until moderators
-- gave one, on the day `answered`.
CREATE TABLE takedowns (
    takedown uuid PRIMARY KEY,
    day integer NOT NULL,
    sealed bytea NOT NULL,
    looked boolean NOT NULL,
    answer text NOT NULL,
    answered integer NOT NULL
);

-- family: looked-up value. The cases that a request seems to be about.
CREATE TABLE takedown_cases (
    takedown uuid NOT NULL,
    case_id uuid NOT NULL,
    PRIMARY KEY (takedown, case_id)
);

-- console ----------------------------------------------------------------------------------

-- family: looked-up value. What moderators did about a case or a takedown, by name and day, with its
-- reason; `before` is the hold before it.
CREATE TABLE acts (
    case_id uuid NOT NULL,
    step integer NOT NULL,
    moderator text NOT NULL,
    day integer NOT NULL,
    did text NOT NULL,
    rule text NOT NULL,
    reason text NOT NULL,
    before text NOT NULL,
    PRIMARY KEY (case_id, step)
);
CREATE INDEX acts_day ON acts (day DESC, case_id, step);

-- family: looked-up value. A removal takes two: what the first one wants.
CREATE TABLE proposals (
    case_id uuid PRIMARY KEY,
    moderator text NOT NULL,
    rule text NOT NULL
);

-- rumours ----------------------------------------------------------------------------------

-- family: looked-up value. What was done about a text and all that is like it; `rumour` is the case
-- that it was first seen in, `signature` keyed hashes of its words.
CREATE TABLE rumours (
    rumour uuid PRIMARY KEY,
    state text NOT NULL,
    note text NOT NULL,
    source text NOT NULL,
    signature bytea NOT NULL
);

-- family: looked-up value. By what it is found again.
CREATE TABLE rumour_bands (
    band bytea NOT NULL,
    rumour uuid NOT NULL,
    PRIMARY KEY (band, rumour)
);
CREATE INDEX rumour_bands_rumour ON rumour_bands (rumour);

-- What moderators say about a secret to all who see it, and where that stands.
ALTER TABLE secrets
    ADD COLUMN note text NOT NULL DEFAULT '',
    ADD COLUMN source text NOT NULL DEFAULT '';

-- jurors -----------------------------------------------------------------------------------

-- family: looked-up value. How often a juror was right about tasks of known answer, under an HMAC of
-- the account.
CREATE TABLE jurors (
    juror bytea PRIMARY KEY,
    asked integer NOT NULL,
    correct integer NOT NULL
);

-- family: looked-up value. `tag` is HMAC(account, case). Gone once the case is decided.
CREATE TABLE votes (
    case_id uuid NOT NULL,
    tag bytea NOT NULL,
    breaks boolean NOT NULL,
    counts boolean NOT NULL,
    PRIMARY KEY (case_id, tag)
);

-- migrate:down
