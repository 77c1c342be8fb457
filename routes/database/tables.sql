-- What the sample routes need in the database of the hub: tables that stand in for those of a source system, and two of
-- their own. The default database runs this by itself; in another one run it once (it is plain SQL).
CREATE TABLE IF NOT EXISTS customer (
  customer_key VARCHAR(40) PRIMARY KEY,
  name VARCHAR(255),
  phone VARCHAR(40),
  city VARCHAR(40),
  -- NEW, CLAIMED by the run in sync_run, SYNCED or REJECTED; whoever changes a row sets it to NEW again
  sync_status VARCHAR(10) DEFAULT 'NEW' NOT NULL,
  sync_run VARCHAR(80),
  sync_error VARCHAR(1000)
);
CREATE TABLE IF NOT EXISTS person (
  person_key VARCHAR(40) PRIMARY KEY,
  first_name VARCHAR(40),
  last_name VARCHAR(80),
  email VARCHAR(80),
  customer_key VARCHAR(40),
  changed_at TIMESTAMP NOT NULL
);
-- how far load-changed-people has come
CREATE TABLE IF NOT EXISTS sfsync_watermark (
  name VARCHAR(80) PRIMARY KEY,
  moved_to TIMESTAMP NOT NULL
);
-- runs with records that wait for others, such as orders whose account is not there yet
CREATE TABLE IF NOT EXISTS sfsync_parked_run (
  run_id VARCHAR(80) PRIMARY KEY,
  route_id VARCHAR(80) NOT NULL,
  attempts INTEGER DEFAULT 0 NOT NULL
);
