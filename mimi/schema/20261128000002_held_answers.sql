-- migrate:up

-- `held`: shown to the near alone, who may answer, until somebody has looked at it.
ALTER TABLE comments ADD COLUMN held boolean NOT NULL DEFAULT false;
-- What has come out since is looked at, over all circles.
CREATE INDEX comments_released ON comments (released, circle, secret, comment);

-- migrate:down
