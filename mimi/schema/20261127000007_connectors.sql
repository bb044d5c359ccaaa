-- migrate:up

-- Who made the code and knows it, if not this server.
ALTER TABLE codes ADD COLUMN checker text NOT NULL DEFAULT '';

-- family: looked-up value. HMAC of who somebody is at WeChat or WeCom; nothing else of theirs is
-- kept. A table apart from phone_tags, whose sense stays: a number changes hands, this does not.
CREATE TABLE arrival_tags (
    arrival_tag bytea PRIMARY KEY,
    account uuid NOT NULL
);
CREATE INDEX arrival_tags_account ON arrival_tags (account);

-- family: local. Access tokens of the operator's apps, sealed, for all workers, until `ends`.
CREATE TABLE shared_tokens (
    name text PRIMARY KEY,
    access bytea NOT NULL,
    ends bigint NOT NULL
);

-- family: reference. A list that the operator brought, by the HMAC of its name: a class, a club.
CREATE TABLE sources (
    source bytea PRIMARY KEY,
    name text NOT NULL
);

-- family: looked-up value. Whom such a list names: `person` is as in phone_tags. Of a directory that
-- WeCom is asked for there is no row.
CREATE TABLE source_people (
    source bytea NOT NULL,
    person bytea NOT NULL,
    PRIMARY KEY (source, person)
);
CREATE INDEX source_people_person ON source_people (person);

-- family: looked-up value. Who said to be a friend of the others of a source.
CREATE TABLE source_members (
    source bytea NOT NULL,
    account uuid NOT NULL,
    PRIMARY KEY (source, account)
);
CREATE INDEX source_members_account ON source_members (account);

-- family: looked-up value. Who of them was in which list or department at the last epoch: all of one
-- group are friends of each other.
CREATE TABLE source_groups (
    grouped bytea NOT NULL,
    account uuid NOT NULL,
    PRIMARY KEY (grouped, account)
);
CREATE INDEX source_groups_account ON source_groups (account);

-- migrate:down
