-- migrate:up

-- family: looked-up value. What was reported, or held by what it says: a secret, or a comment on it.
-- `case_id` is an HMAC of the three, so that whoever decides learns no circle. `opened` is a day,
-- `rule` the gravest that may be broken, `risk` its place in the queue, and `waiting` for somebody
-- to decide.
CREATE TABLE cases (
    case_id uuid PRIMARY KEY,
    circle uuid NOT NULL,
    secret uuid NOT NULL,
    comment uuid,
    opened integer NOT NULL,
    rule text NOT NULL,
    risk smallint NOT NULL,
    waiting boolean NOT NULL
);
CREATE INDEX cases_queue ON cases (risk DESC, case_id) WHERE waiting;

-- family: looked-up value. `tag` is HMAC(account, case), `reporter` the name of the reporter's
-- record, sealed: two reports of one member have nothing in common without the server's key. `weight` is
-- in quarters. Gone with the night after the decision.
CREATE TABLE reports (
    case_id uuid NOT NULL,
    tag bytea NOT NULL,
    reporter bytea NOT NULL,
    reason text NOT NULL,
    weight smallint NOT NULL,
    PRIMARY KEY (case_id, tag)
);

-- family: looked-up value. How a member's reports were decided, under an HMAC of the number.
CREATE TABLE reporters (
    reporter bytea PRIMARY KEY,
    confirmed integer NOT NULL,
    rejected integer NOT NULL
);

-- family: looked-up value. `strength` is "stays" (does not climb) or "hidden" (gone for all);
-- `needed` and `lowest` are the secret's rungs to come back to; `until` the night in which it
-- lapses, 0 for none; `version` that of the rules.
CREATE TABLE holds (
    case_id uuid PRIMARY KEY,
    strength text NOT NULL,
    rule text NOT NULL,
    version smallint NOT NULL,
    needed smallint NOT NULL,
    lowest smallint NOT NULL,
    until bigint NOT NULL
);
CREATE INDEX holds_until ON holds (until) WHERE until > 0;

-- family: looked-up value. What moderators decided, by the day; `told` once reporters and author
-- may know.
CREATE TABLE decisions (
    case_id uuid NOT NULL,
    step smallint NOT NULL,
    outcome text NOT NULL,
    rule text NOT NULL,
    version smallint NOT NULL,
    moderator text NOT NULL,
    day integer NOT NULL,
    told boolean NOT NULL,
    PRIMARY KEY (case_id, step)
);
CREATE INDEX decisions_untold ON decisions (case_id) WHERE NOT told;

-- family: looked-up value. What an author says against a decision.
CREATE TABLE appeals (
    case_id uuid PRIMARY KEY,
    text text NOT NULL,
    day integer NOT NULL
);

-- family: looked-up value. Who told or answered, or reported, finds the outcome by a name that
-- nobody else can make, and opens it with a key that nobody else has.
CREATE TABLE outcomes (
    name bytea PRIMARY KEY,
    box bytea NOT NULL,
    day integer NOT NULL
);

-- family: local. What authors did with their keys, sealed until the night.
CREATE TABLE pleas (
    night bigint NOT NULL,
    item uuid NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (night, item)
) WITH (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);

-- `notice` opens what is decided: a hash of the post key, which stands nowhere. In a `calm` thread
-- answers wait for the hour. `supports` is a bucket, `safe` what the author said of themself.
ALTER TABLE secrets
    ADD COLUMN notice bytea NOT NULL DEFAULT '',
    ADD COLUMN calm boolean NOT NULL DEFAULT false,
    ADD COLUMN supports integer NOT NULL DEFAULT 0,
    ADD COLUMN safe boolean NOT NULL DEFAULT false;

-- `notice` as of secrets; nobody is shown what is `hidden`.
ALTER TABLE comments
    ADD COLUMN notice bytea NOT NULL DEFAULT '',
    ADD COLUMN hidden boolean NOT NULL DEFAULT false;

-- migrate:down
