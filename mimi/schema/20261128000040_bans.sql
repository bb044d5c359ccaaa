-- migrate:up

-- family: looked-up value. Whom the operator lets in no more, for what they did while signed in: the
-- tag of a number, or of who somebody is elsewhere. Of no secret, and without a reason.
CREATE TABLE bans (
    ban_tag bytea PRIMARY KEY
);

-- migrate:down
