-- migrate:up

-- family: local. How often jurors answered tasks of known answer, and how often rightly: all of them
-- together, by the month, and by whether the task breaks a rule.
CREATE TABLE control_months (
    month text NOT NULL,
    breaks boolean NOT NULL,
    asked integer NOT NULL,
    correct integer NOT NULL,
    PRIMARY KEY (month, breaks)
);

-- Never written: nobody could send support, and no screen showed it.
ALTER TABLE secrets DROP COLUMN supports;

-- migrate:down
