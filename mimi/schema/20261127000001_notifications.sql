-- migrate:up

-- notifications ----------------------------------------------------------------------------

-- family: account. Where a device of the account is rung, sealed, all of one size. `due` is when the
-- next push is: an edition, the same for everybody but those whose push service was not there.
CREATE TABLE subscriptions (
    account uuid NOT NULL,
    session uuid NOT NULL,
    sealed bytea NOT NULL,
    due bigint NOT NULL,
    PRIMARY KEY (account, session)
);
CREATE INDEX subscriptions_due ON subscriptions (due);

-- migrate:down
