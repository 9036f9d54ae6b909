-- Signing in through a provider (docs/protocol.md, "By OpenID Connect"). "people.subject" is the issuer, a blank, and its name for the person.
-- A browser on its way to the provider: state and the browser's cookie as digests; good once.
CREATE TABLE trips (state TEXT PRIMARY KEY, browser TEXT NOT NULL, nonce TEXT NOT NULL, verifier TEXT NOT NULL, expires BIGINT NOT NULL);
CREATE INDEX trips_by_end ON trips (expires);

-- Whom the provider knows and the centre does not: they wait for the administrator. "id": digest of the subject.
CREATE TABLE arrivals (id TEXT PRIMARY KEY, subject TEXT NOT NULL UNIQUE, name TEXT NOT NULL, unit TEXT, role TEXT, first BIGINT NOT NULL, last BIGINT NOT NULL);
CREATE INDEX arrivals_by_time ON arrivals (last);
