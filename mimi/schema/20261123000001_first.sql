-- migrate:up

-- Every table declares its family (the column that its key leads with):
--   account | circle | looked-up value | reference | local.
-- No foreign keys across families, no triggers, no defaults that read a clock or chance.
-- No author column, no sequence, no time finer than its window, anywhere.

-- accounts ---------------------------------------------------------------------------------

-- family: account. Days since 1970 only.
CREATE TABLE accounts (
    account uuid PRIMARY KEY,
    joined integer NOT NULL,
    seen integer NOT NULL,
    vault_key bytea NOT NULL
);

-- family: looked-up value. HMAC of the number; the number itself is nowhere.
CREATE TABLE phone_tags (
    phone_tag bytea PRIMARY KEY,
    account uuid NOT NULL
);
CREATE INDEX phone_tags_account ON phone_tags (account);

-- family: looked-up value. A number its account changed away from, until day `ends`.
CREATE TABLE former_numbers (
    phone_tag bytea PRIMARY KEY,
    account uuid NOT NULL,
    ends integer NOT NULL
);
CREATE INDEX former_numbers_account ON former_numbers (account);

-- family: looked-up value. `opens` is the day a waiting session opens, 0 once open.
CREATE TABLE sessions (
    session_tag bytea PRIMARY KEY,
    session uuid NOT NULL,
    account uuid NOT NULL,
    device text NOT NULL,
    seen integer NOT NULL,
    opens integer NOT NULL
);
CREATE INDEX sessions_account ON sessions (account);

-- family: account. The seed of a vault as a passkey sealed it; nothing here opens it.
CREATE TABLE passkeys (
    account uuid NOT NULL,
    passkey uuid NOT NULL,
    box bytea NOT NULL,
    PRIMARY KEY (account, passkey)
);

-- family: account. The seed as sealed by a PIN and by what the keyring makes of it under the name
-- `draw`; `attempts` since it was last right. `vault_key` is of the seed in the box.
CREATE TABLE pins (
    account uuid PRIMARY KEY,
    draw bytea NOT NULL,
    salt bytea NOT NULL,
    box bytea NOT NULL,
    vault_key bytea NOT NULL,
    attempts smallint NOT NULL
);

-- family: account. The name last drawn for a new PIN, until its box is there.
CREATE TABLE pin_draws (
    account uuid PRIMARY KEY,
    draw bytea NOT NULL
);

-- family: account. Accounts that nobody can sign in to any more; every room forgets them at the
-- next epoch, so that nobody sees when they left.
CREATE TABLE departures (
    account uuid PRIMARY KEY
);

-- family: looked-up value. One-time codes, gone when used or expired.
CREATE TABLE codes (
    phone_tag bytea PRIMARY KEY,
    salt bytea NOT NULL, -- the code is an HMAC of phone_tag and this
    expires bigint NOT NULL,
    attempts smallint NOT NULL
);

-- family: looked-up value. How often a keyed tag did something on a day.
CREATE TABLE limits (
    limit_tag bytea PRIMARY KEY,
    day integer NOT NULL,
    used integer NOT NULL
);

-- contacts ---------------------------------------------------------------------------------

-- family: looked-up value. HMAC of a pair of numbers, held by up to two accounts; void once the
-- account has the number of `phone_tag`, by which it made the tag, no more.
CREATE TABLE pair_tags (
    pair_tag bytea NOT NULL,
    account uuid NOT NULL,
    phone_tag bytea NOT NULL,
    day integer NOT NULL,
    PRIMARY KEY (pair_tag, account)
);
CREATE INDEX pair_tags_account ON pair_tags (account);

-- family: account. A number that this account blocks, member or not.
CREATE TABLE blocks (
    account uuid NOT NULL,
    phone_tag bytea NOT NULL,
    PRIMARY KEY (account, phone_tag)
);

-- family: looked-up value. `uses` more members may accept, up to and with day `ends`; `personal` if
-- it was made for one.
CREATE TABLE invites (
    invite_tag bytea PRIMARY KEY,
    personal boolean NOT NULL,
    uses integer NOT NULL,
    ends integer NOT NULL
);

-- family: looked-up value. All members of an invite are mutual friends; `personal` as in invites,
-- which it outlives.
CREATE TABLE invite_members (
    invite_tag bytea NOT NULL,
    account uuid NOT NULL,
    personal boolean NOT NULL,
    PRIMARY KEY (invite_tag, account)
);
CREATE INDEX invite_members_account ON invite_members (account);

-- friends ----------------------------------------------------------------------------------

-- family: account. Both directions; changed only at the epoch. `personal` unless the two only ever
-- accepted an invite for a group.
CREATE TABLE friendships (
    account uuid NOT NULL,
    friend uuid NOT NULL,
    personal boolean NOT NULL,
    PRIMARY KEY (account, friend)
);

-- circles ----------------------------------------------------------------------------------

-- family: looked-up value. Everybody a roster names is a real person: one account, which the core
-- took by this number and which keeps the line when it changes its number.
CREATE TABLE roster (
    phone_tag bytea PRIMARY KEY,
    account uuid
);
CREATE INDEX roster_account ON roster (account);

-- family: account. The core that vouches, since a day.
CREATE TABLE core (
    account uuid PRIMARY KEY,
    since integer NOT NULL
);

-- family: account. Who of the core helped somebody into it, on which day.
CREATE TABLE vouches (
    account uuid PRIMARY KEY,
    since integer NOT NULL
);

-- family: reference. Who had joined by the day `ends` is a founder; one row once that is settled.
CREATE TABLE founding (
    ends integer PRIMARY KEY
);

-- family: account. Who waits for a circle, since the epoch `since` (its first second).
CREATE TABLE pool (
    account uuid PRIMARY KEY,
    since bigint NOT NULL
);

-- family: circle. `opened` is an epoch.
CREATE TABLE circles (
    circle uuid PRIMARY KEY,
    opened bigint NOT NULL
);

-- family: circle. Present members, since the epoch `joined`.
CREATE TABLE members (
    circle uuid NOT NULL,
    account uuid NOT NULL,
    joined bigint NOT NULL,
    PRIMARY KEY (circle, account)
);
CREATE INDEX members_account ON members (account);

-- family: account. One row a rung: the viewer sees the secrets of the circle that need `needed`
-- friends and came out in an edition from `from_edition` on and before `to_edition`.
CREATE TABLE sight (
    viewer uuid NOT NULL,
    circle uuid NOT NULL,
    needed smallint NOT NULL,
    from_edition bigint NOT NULL,
    to_edition bigint NOT NULL,
    PRIMARY KEY (viewer, circle, needed, from_edition)
);

-- family: circle. How many viewers a rung has from an edition on.
CREATE TABLE audiences (
    circle uuid NOT NULL,
    needed smallint NOT NULL,
    from_edition bigint NOT NULL,
    viewers integer NOT NULL,
    PRIMARY KEY (circle, needed, from_edition)
);

-- family: looked-up value. What devices call a circle for one purpose and token epoch.
CREATE TABLE labels (
    label uuid PRIMARY KEY,
    circle uuid NOT NULL,
    purpose text NOT NULL,
    epoch bigint NOT NULL
);

-- family: circle. Who holds a batch of tokens, an HMAC of the account and one of each number of it;
-- the digest answers an identical request again.
CREATE TABLE batches (
    circle uuid NOT NULL,
    purpose text NOT NULL,
    epoch bigint NOT NULL,
    holder bytea NOT NULL,
    digest bytea NOT NULL,
    PRIMARY KEY (circle, purpose, epoch, holder)
);

-- family: circle. A circle that had K plausible authors at the last epoch, or has since, publishes
-- in a token epoch, from the edition window `since` on.
CREATE TABLE publishing (
    circle uuid NOT NULL,
    epoch bigint NOT NULL,
    since bigint NOT NULL,
    PRIMARY KEY (circle, epoch)
);

-- family: looked-up value. Spent tokens of all circles and both purposes, told apart by nothing:
-- a row is written when somebody writes, and PostgreSQL keeps in which transaction. So the comments
-- window writes all new rows again, together and in the order of hashes, and the edition `until`
-- for the last time, without `until` and `receipt`, which answers a retry meanwhile. `epoch` is of
-- the day of spending. What lay there before is vacuumed soon.
CREATE TABLE nullifiers (
    nullifier bytea PRIMARY KEY,
    epoch bigint NOT NULL,
    until bigint NOT NULL,
    receipt bytea NOT NULL
) WITH (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);
CREATE INDEX nullifiers_open ON nullifiers (until) WHERE until > 0;

-- secrets ----------------------------------------------------------------------------------

-- family: local. Sealed, all of one size with or without a photo apart, until their edition. Like
-- all queues vacuumed soon, since a deleted row stays on the disk until then.
CREATE TABLE queue (
    edition bigint NOT NULL,
    item uuid NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (edition, item)
) WITH (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);

-- family: reference. An edition that is out; one row opens all its secrets at once.
CREATE TABLE editions (
    edition bigint PRIMARY KEY
);

-- family: circle. The counters are buckets, as shown, refreshed once a counters window. `lowest` is
-- the rung that it stays on, and from `ends` on the next night takes it: what its author chose, and
-- no answer shows. `badges` is how many comments its author has brought out and `said` how many have
-- come out in all, those that are gone too; `closed` takes no more.
CREATE TABLE secrets (
    circle uuid NOT NULL,
    secret uuid NOT NULL,
    edition bigint NOT NULL,
    text text NOT NULL,
    look text NOT NULL,
    photo boolean NOT NULL,
    needed smallint NOT NULL,
    likes integer NOT NULL,
    shares integer NOT NULL,
    comments integer NOT NULL,
    lowest smallint NOT NULL DEFAULT 0,
    ends bigint NOT NULL,
    badges smallint NOT NULL DEFAULT 0,
    said integer NOT NULL DEFAULT 0,
    closed boolean NOT NULL DEFAULT false,
    PRIMARY KEY (circle, secret)
);
-- A page of the feed is chosen in these two alone.
CREATE INDEX secrets_feed ON secrets (circle, needed, edition, secret);
CREATE INDEX secrets_public ON secrets (edition, circle, secret) WHERE needed = 0;

-- family: circle. WebP rebuilt from pixels.
CREATE TABLE photos (
    circle uuid NOT NULL,
    secret uuid NOT NULL,
    webp bytea NOT NULL,
    PRIMARY KEY (circle, secret)
);

-- family: looked-up value. Where a secret that became public is kept.
CREATE TABLE public_secrets (
    secret uuid PRIMARY KEY,
    circle uuid NOT NULL
);

-- family: local. What authors did with their keys, sealed until the night.
CREATE TABLE nightly (
    night bigint NOT NULL,
    item uuid NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (night, item)
) WITH (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);

-- reactions --------------------------------------------------------------------------------

-- family: circle. `tag` is HMAC(account, secret) under the server's key.
CREATE TABLE reactions (
    circle uuid NOT NULL,
    secret uuid NOT NULL,
    kind text NOT NULL,
    tag bytea NOT NULL,
    PRIMARY KEY (circle, secret, kind, tag)
);

-- comments ---------------------------------------------------------------------------------

-- family: local.
CREATE TABLE comment_queue (
    released bigint NOT NULL,
    item uuid NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (released, item)
) WITH (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);

-- family: circle. `released` is the comments window, `mask` an index into the masks, `reply_to` a
-- comment of the same secret that was out before.
CREATE TABLE comments (
    circle uuid NOT NULL,
    secret uuid NOT NULL,
    comment uuid NOT NULL,
    released bigint NOT NULL,
    mask integer NOT NULL,
    text text NOT NULL,
    by_author boolean NOT NULL,
    reply_to uuid,
    PRIMARY KEY (circle, secret, comment)
);
CREATE INDEX comments_thread ON comments (circle, secret, released, comment);

-- the windows ------------------------------------------------------------------------------

-- family: local. The last window that each job has done.
CREATE TABLE jobs (
    job text PRIMARY KEY,
    done bigint NOT NULL
);

-- migrate:down
