-- migrate:up

-- Photos lie sealed in a storage beside the database (a folder, or a bucket by S3). Until now they
-- were rows; no release ever kept any, so those of a demo go and their secrets lose the picture.
UPDATE secrets SET photo = false WHERE photo;
DROP TABLE photos;

-- family: circle. `name` is of the object and says nothing; `key` opens it, and is nowhere else.
CREATE TABLE photos (
    circle uuid NOT NULL,
    secret uuid NOT NULL,
    name text NOT NULL,
    key bytea NOT NULL,
    PRIMARY KEY (circle, secret)
);
CREATE INDEX photos_name ON photos (name);

-- migrate:down
