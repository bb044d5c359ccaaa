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

-- migrate:down
