-- {SERIAL} is a number that rises with every row and is never given twice, {BYTES} is binary; see tl-sql-migrate.c.
-- Units of the courts. Codes are the administrator's; "parent" builds the tree that small units are merged along.
CREATE TABLE units (code TEXT PRIMARY KEY, name TEXT NOT NULL, parent TEXT REFERENCES units (code), level TEXT NOT NULL, closed BIGINT);

-- "issued": when the enrolment was made whose name, unit and role these are; an older one does not change them.
CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT NOT NULL, unit TEXT NOT NULL REFERENCES units (code),
  role TEXT NOT NULL CHECK (role IN ('judge', 'editor', 'statistics', 'administrator')),
  subject TEXT UNIQUE, created BIGINT NOT NULL, issued BIGINT NOT NULL DEFAULT 0, revoked BIGINT);
CREATE INDEX people_by_unit ON people (unit);

-- "public_key": base64 of 32 bytes. "enrolment": id of the enrolment file the device came with.
CREATE TABLE devices (id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES people (id), public_key TEXT NOT NULL,
  enrolment TEXT NOT NULL UNIQUE, enrolled BIGINT NOT NULL, expires BIGINT NOT NULL, revoked BIGINT, seen BIGINT, release_serial BIGINT, program TEXT);
CREATE INDEX devices_by_person ON devices (person);

-- Enrolments that must not be taken in any more, also those the server has never seen.
CREATE TABLE revoked_enrolments (id TEXT PRIMARY KEY, time BIGINT NOT NULL);

CREATE TABLE challenges (challenge TEXT PRIMARY KEY, device TEXT NOT NULL, expires BIGINT NOT NULL);
CREATE INDEX challenges_by_end ON challenges (expires);

-- Tokens and cookies are kept as digests (SHA-256, hexadecimal). "kind": 'api', 'page' or 'link' (a one-time link).
CREATE TABLE sessions (digest TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('api', 'page', 'link')),
  person TEXT NOT NULL REFERENCES people (id), device TEXT REFERENCES devices (id), csrf TEXT, created BIGINT NOT NULL, expires BIGINT NOT NULL);
CREATE INDEX sessions_by_person ON sessions (person);
CREATE INDEX sessions_by_end ON sessions (expires);

-- What judges sent. "body": the bytes as they came (base64 is not needed: canonical JSON is text). "seq": order of arrival; "sequence": the
-- device's own order. A withdrawn id that never arrived has an empty body.
CREATE TABLE items (seq {SERIAL}, id TEXT NOT NULL UNIQUE, device TEXT, person TEXT NOT NULL REFERENCES people (id), unit TEXT NOT NULL,
  kind TEXT NOT NULL, sequence BIGINT NOT NULL, revision BIGINT NOT NULL, body TEXT NOT NULL, received BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('received', 'editing', 'accepted', 'applied', 'rejected', 'merged', 'withdrawn')), changed BIGINT NOT NULL,
  verdict TEXT, document TEXT, anchor TEXT, serial BIGINT NOT NULL, fold TEXT NOT NULL,
  claimed_by TEXT REFERENCES people (id), claimed BIGINT, merged_into TEXT REFERENCES items (id), version BIGINT NOT NULL DEFAULT 1);
CREATE INDEX items_by_state ON items (state, received);
CREATE INDEX items_by_person ON items (person, seq);
CREATE INDEX items_by_place ON items (document, anchor);
-- Not unique: a desk that was restored from its backup counts on from an older number, and nothing of it may be refused.
CREATE INDEX items_by_device ON items (device, sequence);

-- What happened to an item after it was received, in order; rows are only added. Those with "told" are what GET /v1/items tells the author.
-- Written through tl_store_event_add() alone: it locks the author's row first, so that his events become visible in the order of "seq".
CREATE TABLE item_events (seq {SERIAL}, item TEXT NOT NULL REFERENCES items (id), person TEXT NOT NULL, time BIGINT NOT NULL, actor TEXT,
  state TEXT NOT NULL, text TEXT, serial BIGINT, document TEXT, anchor TEXT, into_item TEXT, told INTEGER NOT NULL);
CREATE INDEX item_events_by_item ON item_events (item, seq);
CREATE INDEX item_events_by_person ON item_events (person, seq) WHERE told = 1;

-- What the editors write from items: a guidance document and pairs of question and unit. "citations": JSON, as in docs/protocol.md.
CREATE TABLE answers (id TEXT PRIMARY KEY, item TEXT NOT NULL UNIQUE REFERENCES items (id), title TEXT NOT NULL, question TEXT NOT NULL,
  text TEXT NOT NULL, citations TEXT NOT NULL, pairs TEXT NOT NULL, author TEXT NOT NULL REFERENCES people (id), changed BIGINT NOT NULL,
  proposed BIGINT, approver TEXT REFERENCES people (id), approved BIGINT, exported BIGINT, published_serial BIGINT, version BIGINT NOT NULL DEFAULT 1,
  CHECK (approver IS NULL OR approver <> author));

CREATE TABLE usage_days (device TEXT NOT NULL, day TEXT NOT NULL, unit TEXT NOT NULL, role TEXT NOT NULL, person TEXT, counter TEXT NOT NULL,
  value BIGINT NOT NULL, PRIMARY KEY (device, day, counter));
CREATE INDEX usage_by_day ON usage_days (day, unit);

-- Administrative and export actions, hash-chained: hash = SHA-256 of the row before's hash and this row (docs/server.md).
CREATE TABLE audit (seq BIGINT PRIMARY KEY, time BIGINT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL,
  previous TEXT NOT NULL, hash TEXT NOT NULL);
