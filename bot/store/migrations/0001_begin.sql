-- The debates, as lists of events; conversations; settings; what models were asked and what it cost.
BEGIN IMMEDIATE;

CREATE TABLE debates (
    id          TEXT PRIMARY KEY,
    motion      TEXT NOT NULL,
    format      TEXT NOT NULL,
    personas    TEXT NOT NULL,               -- JSON list of persona ids
    asked_by    TEXT NOT NULL DEFAULT '',
    started     REAL NOT NULL,               -- Unix seconds, as all times here
    front       TEXT NOT NULL DEFAULT '',
    place       TEXT NOT NULL DEFAULT '',
    owner       TEXT NOT NULL DEFAULT '',    -- who runs it, until lease_until
    lease_until REAL NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX debates_by_start ON debates (started);

-- The key is the whole of crash safety: an event is written once, under its place in its debate, or not at all.
CREATE TABLE events (
    debate TEXT    NOT NULL,
    seq    INTEGER NOT NULL,
    type   TEXT    NOT NULL,
    at     REAL    NOT NULL,
    data   TEXT    NOT NULL,                 -- the event as JSON
    PRIMARY KEY (debate, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX events_that_turn ON events (debate, seq, type) WHERE type IN ('paused', 'resumed', 'stopped', 'closed');

CREATE TABLE shown (
    debate   TEXT    NOT NULL,
    front    TEXT    NOT NULL,
    seq      INTEGER NOT NULL,
    messages TEXT    NOT NULL,               -- JSON list of the front end's message ids
    PRIMARY KEY (debate, front, seq)
) STRICT, WITHOUT ROWID;

-- Clustered by conversation: the last fifty messages are one walk, whatever else is stored.
CREATE TABLE messages (
    conversation TEXT    NOT NULL,
    n            INTEGER NOT NULL,           -- order within the conversation, from 1
    id           TEXT    NOT NULL UNIQUE,
    role         TEXT    NOT NULL,
    author       TEXT    NOT NULL,           -- user id or persona id
    name         TEXT    NOT NULL,
    text         TEXT    NOT NULL,
    at           REAL    NOT NULL,
    data         TEXT    NOT NULL,           -- JSON
    server       TEXT    NOT NULL DEFAULT '',
    channel      TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (conversation, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX messages_by_author ON messages (author);

CREATE TABLE versions (                      -- a message's earlier texts
    message TEXT    NOT NULL,
    n       INTEGER NOT NULL,                -- from 1, the oldest
    text    TEXT    NOT NULL,
    at      REAL    NOT NULL,
    data    TEXT    NOT NULL,
    PRIMARY KEY (message, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
    scope TEXT NOT NULL,
    key   TEXT NOT NULL,
    value TEXT NOT NULL,                     -- JSON
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE calls (                         -- one row for each call of a model
    id                INTEGER PRIMARY KEY,
    at                REAL    NOT NULL,
    provider          TEXT    NOT NULL,
    model             TEXT    NOT NULL DEFAULT '',
    job               TEXT    NOT NULL DEFAULT '',
    server            TEXT    NOT NULL DEFAULT '',
    user              TEXT    NOT NULL DEFAULT '',
    debate            TEXT    NOT NULL DEFAULT '',
    seq               INTEGER,
    prompt_tokens     INTEGER NOT NULL DEFAULT 0,
    completion_tokens INTEGER NOT NULL DEFAULT 0,
    cost              REAL    NOT NULL DEFAULT 0,
    seconds           REAL    NOT NULL DEFAULT 0,
    prompt            TEXT    NOT NULL DEFAULT '',   -- as it was sent
    template          TEXT    NOT NULL DEFAULT '',   -- its hash
    settings          TEXT    NOT NULL DEFAULT '{}'  -- JSON
) STRICT;
CREATE INDEX calls_by_time ON calls (at);
CREATE INDEX calls_by_debate ON calls (debate, seq) WHERE debate <> '';
CREATE INDEX calls_by_user ON calls (user) WHERE user <> '';

PRAGMA application_id = 1500863080;          -- 'YuZh'
PRAGMA user_version = 1;
COMMIT;
