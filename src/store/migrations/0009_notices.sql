-- What the webhook of [notify] was told and still lasts: each thing is told once.
CREATE TABLE notices (
    scope TEXT NOT NULL,
    thing TEXT NOT NULL,
    told_at TEXT NOT NULL,
    PRIMARY KEY (scope, thing)
) STRICT;
