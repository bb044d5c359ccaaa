-- migrate:up

-- An index on `edition` itself was also taken for pages of the feed, which then read ten times as
-- much. On an expression it is only for whoever asks for a whole edition.
DROP INDEX secrets_edition;
CREATE INDEX secrets_edition ON secrets ((edition + 0), circle, secret);

-- migrate:down
