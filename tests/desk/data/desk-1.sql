-- A desk as version 1 left it: never changed. A new version brings a new file; this one goes on being migrated.
CREATE TABLE settings (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE places (doc TEXT NOT NULL, view INTEGER NOT NULL, page INTEGER NOT NULL, fraction INTEGER NOT NULL, anchor TEXT, zoom_mode INTEGER NOT NULL, zoom INTEGER NOT NULL, rotation INTEGER NOT NULL, layout INTEGER NOT NULL, opened INTEGER NOT NULL, PRIMARY KEY (doc, view)) WITHOUT ROWID;
CREATE INDEX places_by_time ON places (opened);
CREATE TABLE recents (doc TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL, opened INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX recents_by_time ON recents (opened);
CREATE TABLE states (doc TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, changed INTEGER NOT NULL, PRIMARY KEY (doc, name)) WITHOUT ROWID;
CREATE INDEX states_by_time ON states (changed);
INSERT INTO settings VALUES ('history', 1);
INSERT INTO places VALUES ('blhs-2015', 1, 17, 250000, 'd173', 2, 1250, 90, 1, 1700000000000);
INSERT INTO recents VALUES ('blhs-2015', 'Bộ luật Hình sự', 1700000000000);
INSERT INTO states VALUES ('', 'pane', 'left', 1700000000000);
INSERT INTO states VALUES ('blhs-2015', 'outline', 'open', 1700000000000);
PRAGMA application_id = 1416381547;
PRAGMA user_version = 1;
