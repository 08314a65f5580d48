-- user_version 170

CREATE TABLE application (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  receipt_number TEXT NOT NULL UNIQUE,
  receipt_day TEXT,
  receipt_run INTEGER,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  revision INTEGER NOT NULL,
  maker_id TEXT NOT NULL,
  holder_key TEXT NOT NULL,
  holder_code TEXT NOT NULL,
  import_job TEXT,
  import_row INTEGER,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE batch (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  total INTEGER NOT NULL,
  issued INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  stop_reason TEXT,
  CHECK (issued + failed <= total)
) STRICT;

CREATE TABLE batch_item (
  batch_id TEXT NOT NULL REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL CHECK (position >= 1),
  application_id TEXT NOT NULL,
  state TEXT NOT NULL,
  licence_id TEXT,
  error TEXT,
  PRIMARY KEY (batch_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE blob (
  digest TEXT NOT NULL PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE chain_head (
  chain TEXT NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT, WITHOUT ROWID;

CREATE TABLE copy_file (
  licence_id TEXT NOT NULL REFERENCES licence (id) DEFERRABLE INITIALLY DEFERRED,
  format TEXT NOT NULL,
  path TEXT NOT NULL UNIQUE,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  PRIMARY KEY (licence_id, format)
) STRICT, WITHOUT ROWID;

CREATE TABLE hand_over (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  licence_id TEXT NOT NULL REFERENCES licence (id) DEFERRABLE INITIALLY DEFERRED,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL,
  receiver_name TEXT NOT NULL,
  receiver_code TEXT,
  note TEXT
) STRICT;

CREATE TABLE import_fault (
  job_id TEXT NOT NULL REFERENCES import_job (id) DEFERRABLE INITIALLY DEFERRED,
  row INTEGER NOT NULL CHECK (row >= 1),
  cells TEXT NOT NULL,
  faults TEXT NOT NULL,
  PRIMARY KEY (job_id, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_job (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  purpose TEXT NOT NULL,
  options TEXT NOT NULL,
  path TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  state TEXT NOT NULL,
  last_row INTEGER NOT NULL CHECK (last_row >= 0),
  good INTEGER NOT NULL CHECK (good >= 0),
  bad INTEGER NOT NULL CHECK (bad >= 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_by_id TEXT NOT NULL,
  failure TEXT
) STRICT;

CREATE TABLE jot (
  subject TEXT NOT NULL,
  item TEXT NOT NULL,
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (subject, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  action TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  detail TEXT NOT NULL,
  at TEXT NOT NULL,
  prev_hash TEXT NOT NULL CHECK (length(prev_hash) = 64),
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

CREATE TABLE licence (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  lineage_id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  status_since TEXT NOT NULL,
  issue_date TEXT NOT NULL,
  valid_to TEXT,
  origin TEXT NOT NULL,
  number TEXT NOT NULL,
  number_key TEXT NOT NULL,
  identifier TEXT,
  holder_code TEXT NOT NULL,
  holder_code_type TEXT NOT NULL,
  holder_name TEXT NOT NULL,
  holder_key TEXT NOT NULL
) STRICT;

CREATE TABLE licence_body (
  seq INTEGER PRIMARY KEY REFERENCES licence (seq) DEFERRABLE INITIALLY DEFERRED,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE licence_number (
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  lineage_id TEXT NOT NULL,
  PRIMARY KEY (kind, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE name_gram (
  g TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (g, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE number_block (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 1),
  next INTEGER NOT NULL CHECK (next BETWEEN 0 AND size),
  imported_at TEXT NOT NULL,
  signer TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE number_skip (
  block_id TEXT NOT NULL REFERENCES number_block (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL CHECK (position >= 0),
  number TEXT NOT NULL,
  licence_id TEXT NOT NULL REFERENCES licence (id) DEFERRABLE INITIALLY DEFERRED,
  at TEXT NOT NULL,
  PRIMARY KEY (block_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE number_use (
  block_id TEXT NOT NULL REFERENCES number_block (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL CHECK (position >= 0),
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  licence_id TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (block_id, position),
  UNIQUE (kind, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY,
  record_id TEXT NOT NULL,
  type TEXT NOT NULL,
  subject TEXT NOT NULL,
  payload TEXT NOT NULL,
  at TEXT NOT NULL,
  prev_hash TEXT NOT NULL CHECK (length(prev_hash) = 64),
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

CREATE TABLE print_act (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  licence_id TEXT NOT NULL REFERENCES licence (id) DEFERRABLE INITIALLY DEFERRED,
  result TEXT NOT NULL,
  purpose TEXT NOT NULL,
  spoilt_reason TEXT,
  sheet_serial TEXT,
  reprint_reason TEXT,
  at TEXT NOT NULL,
  settled_at TEXT,
  by_name TEXT NOT NULL
) STRICT;

CREATE TABLE seal (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE seal_use (
  seq INTEGER PRIMARY KEY,
  seal_id TEXT NOT NULL REFERENCES seal (id) DEFERRABLE INITIALLY DEFERRED,
  licence_id TEXT NOT NULL,
  identifier TEXT NOT NULL,
  document_digest TEXT NOT NULL,
  at TEXT NOT NULL,
  by_user_id TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_batch (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  head_seq INTEGER NOT NULL,
  head_hash TEXT NOT NULL,
  seqs TEXT NOT NULL,
  sent INTEGER NOT NULL CHECK (sent >= 0),
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE sync_change (
  cursor INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  at TEXT NOT NULL,
  body TEXT NOT NULL,
  outcome TEXT NOT NULL,
  notice TEXT,
  seen INTEGER NOT NULL CHECK (seen IN (0, 1)),
  taken_at TEXT NOT NULL
) STRICT;

CREATE TABLE sync_lease (
  request_id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  selector TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 1),
  asked_at TEXT NOT NULL,
  block_id TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_receipt (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  batch_id TEXT NOT NULL,
  at TEXT NOT NULL,
  kept_at TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE sync_record (
  seq INTEGER PRIMARY KEY REFERENCES outbox (seq) DEFERRABLE INITIALLY DEFERRED,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'returned')),
  lane TEXT,
  head INTEGER NOT NULL CHECK (head IN (0, 1)),
  receipt INTEGER REFERENCES sync_receipt (seq) DEFERRABLE INITIALLY DEFERRED,
  reasons TEXT,
  corrected_by INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  not_before TEXT,
  answer TEXT,
  CHECK (state = 'waiting' OR receipt IS NOT NULL),
  CHECK (state <> 'waiting' OR lane IS NOT NULL),
  CHECK (head = 0 OR state = 'waiting')
) STRICT;

CREATE TABLE sync_total (name TEXT NOT NULL PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE used_sheet (
  kind TEXT NOT NULL,
  serial TEXT NOT NULL,
  print_id TEXT NOT NULL REFERENCES print_act (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (kind, serial)
) STRICT, WITHOUT ROWID;

CREATE TABLE user (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  login TEXT NOT NULL,
  login_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  roles TEXT NOT NULL,
  state TEXT NOT NULL,
  failures INTEGER NOT NULL,
  locked_until TEXT,
  created_at TEXT NOT NULL,
  password TEXT NOT NULL
) STRICT;

CREATE INDEX application_holder ON application (holder_code);

CREATE INDEX application_import ON application (import_job, import_row) WHERE import_job IS NOT NULL;

CREATE INDEX application_receipt ON application (receipt_day, receipt_run) WHERE receipt_day IS NOT NULL;

CREATE INDEX application_state ON application (state);

CREATE INDEX batch_item_waiting ON batch_item (batch_id, position) WHERE state = 'waiting';

CREATE INDEX hand_over_licence ON hand_over (licence_id);

CREATE INDEX journal_actor ON journal (actor_id);

CREATE INDEX journal_at ON journal (at);

CREATE INDEX journal_subject ON journal (subject_id);

CREATE INDEX licence_holder_code ON licence (holder_code);

CREATE UNIQUE INDEX licence_id ON licence (id);

CREATE UNIQUE INDEX licence_identifier ON licence (identifier) WHERE identifier IS NOT NULL;

CREATE INDEX licence_issue_date ON licence (issue_date);

CREATE INDEX licence_kind ON licence (kind);

CREATE UNIQUE INDEX licence_lineage ON licence (lineage_id, version);

CREATE INDEX licence_not_valid ON licence (status) WHERE status <> 'valid';

CREATE INDEX licence_number_key ON licence (number_key);

CREATE INDEX licence_valid_to ON licence (valid_to, status) WHERE valid_to IS NOT NULL;

CREATE INDEX number_block_kind ON number_block (kind);

CREATE INDEX number_skip_licence ON number_skip (licence_id);

CREATE INDEX outbox_at ON outbox (at);

CREATE INDEX outbox_subject ON outbox (subject);

CREATE INDEX outbox_type ON outbox (type);

CREATE INDEX print_act_licence ON print_act (licence_id);

CREATE INDEX print_act_unsettled ON print_act (seq) WHERE result = 'sent';

CREATE INDEX seal_use_licence ON seal_use (licence_id);

CREATE INDEX seal_use_seal ON seal_use (seal_id);

CREATE INDEX sync_change_notice ON sync_change (cursor) WHERE notice IS NOT NULL AND seen = 0;

CREATE INDEX sync_record_aside ON sync_record (not_before) WHERE state = 'waiting' AND tries > 0;

CREATE INDEX sync_record_correction ON sync_record (corrected_by) WHERE corrected_by IS NOT NULL;

CREATE INDEX sync_record_lane ON sync_record (lane, seq) WHERE lane IS NOT NULL;

CREATE INDEX sync_record_open ON sync_record (seq) WHERE state = 'returned' AND lane IS NOT NULL;

CREATE INDEX sync_record_waiting ON sync_record (head, seq) WHERE state = 'waiting';

CREATE TRIGGER chain_head_no_delete BEFORE DELETE ON chain_head BEGIN
  SELECT RAISE(ABORT, 'a chain is never cut');
END;

CREATE TRIGGER chain_head_onward BEFORE UPDATE ON chain_head WHEN NEW.seq <> OLD.seq + 1 BEGIN
  SELECT RAISE(ABORT, 'a chain grows by one');
END;

CREATE TRIGGER copy_file_no_delete BEFORE DELETE ON copy_file BEGIN
  SELECT RAISE(ABORT, 'copy_file rows are kept for ever');
END;

CREATE TRIGGER copy_file_no_update BEFORE UPDATE ON copy_file BEGIN
  SELECT RAISE(ABORT, 'copy_file rows are kept for ever');
END;

CREATE TRIGGER hand_over_no_delete BEFORE DELETE ON hand_over BEGIN
  SELECT RAISE(ABORT, 'hand_over is append-only');
END;

CREATE TRIGGER hand_over_no_update BEFORE UPDATE ON hand_over BEGIN
  SELECT RAISE(ABORT, 'hand_over is append-only');
END;

CREATE TRIGGER journal_in_order BEFORE INSERT ON journal
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal) BEGIN
  SELECT RAISE(ABORT, 'journal is numbered without a gap');
END;

CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN
  SELECT RAISE(ABORT, 'journal is append-only');
END;

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN
  SELECT RAISE(ABORT, 'journal is append-only');
END;

CREATE TRIGGER licence_body_no_delete BEFORE DELETE ON licence_body BEGIN
  SELECT RAISE(ABORT, 'licence_body rows are kept for ever');
END;

CREATE TRIGGER licence_body_no_update BEFORE UPDATE ON licence_body BEGIN
  SELECT RAISE(ABORT, 'licence_body rows are kept for ever');
END;

CREATE TRIGGER licence_fixed BEFORE UPDATE OF seq, id, lineage_id, version, kind, number, number_key, identifier, holder_name, holder_key, holder_code, holder_code_type, issue_date, valid_to, origin ON licence BEGIN
  SELECT RAISE(ABORT, 'only the status of a licence changes');
END;

CREATE TRIGGER licence_in_order BEFORE INSERT ON licence
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM licence) BEGIN
  SELECT RAISE(ABORT, 'licences are numbered without a gap');
END;

CREATE TRIGGER licence_no_delete BEFORE DELETE ON licence BEGIN
  SELECT RAISE(ABORT, 'licence rows are kept for ever');
END;

CREATE TRIGGER licence_number_no_delete BEFORE DELETE ON licence_number BEGIN
  SELECT RAISE(ABORT, 'licence_number rows are kept for ever');
END;

CREATE TRIGGER licence_number_no_replace BEFORE INSERT ON licence_number
WHEN EXISTS (SELECT 1 FROM licence_number WHERE kind = NEW.kind AND number = NEW.number) BEGIN
  SELECT RAISE(ABORT, 'this number is taken');
END;

CREATE TRIGGER licence_number_no_update BEFORE UPDATE ON licence_number BEGIN
  SELECT RAISE(ABORT, 'licence_number rows are kept for ever');
END;

CREATE TRIGGER number_block_no_delete BEFORE DELETE ON number_block BEGIN
  SELECT RAISE(ABORT, 'number blocks are kept for ever');
END;

CREATE TRIGGER number_block_onward BEFORE UPDATE OF next ON number_block WHEN NEW.next <= OLD.next BEGIN
  SELECT RAISE(ABORT, 'numbers are never given back');
END;

CREATE TRIGGER number_skip_no_delete BEFORE DELETE ON number_skip BEGIN
  SELECT RAISE(ABORT, 'number_skip is append-only');
END;

CREATE TRIGGER number_skip_no_update BEFORE UPDATE ON number_skip BEGIN
  SELECT RAISE(ABORT, 'number_skip is append-only');
END;

CREATE TRIGGER number_skip_once BEFORE INSERT ON number_skip
WHEN EXISTS (SELECT 1 FROM number_skip WHERE block_id = NEW.block_id AND position = NEW.position)
  OR EXISTS (SELECT 1 FROM number_use WHERE block_id = NEW.block_id AND position = NEW.position) BEGIN
  SELECT RAISE(ABORT, 'this number is settled');
END;

CREATE TRIGGER number_use_no_delete BEFORE DELETE ON number_use BEGIN
  SELECT RAISE(ABORT, 'number_use is append-only');
END;

CREATE TRIGGER number_use_no_replace BEFORE INSERT ON number_use
WHEN EXISTS (SELECT 1 FROM number_use WHERE block_id = NEW.block_id AND position = NEW.position)
  OR EXISTS (SELECT 1 FROM number_use WHERE kind = NEW.kind AND number = NEW.number) BEGIN
  SELECT RAISE(ABORT, 'this number is used');
END;

CREATE TRIGGER number_use_no_update BEFORE UPDATE ON number_use BEGIN
  SELECT RAISE(ABORT, 'number_use is append-only');
END;

CREATE TRIGGER number_use_not_skipped BEFORE INSERT ON number_use
WHEN EXISTS (SELECT 1 FROM number_skip WHERE block_id = NEW.block_id AND position = NEW.position) BEGIN
  SELECT RAISE(ABORT, 'this number is passed over');
END;

CREATE TRIGGER outbox_in_order BEFORE INSERT ON outbox
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM outbox) BEGIN
  SELECT RAISE(ABORT, 'outbox is numbered without a gap');
END;

CREATE TRIGGER outbox_no_delete BEFORE DELETE ON outbox BEGIN
  SELECT RAISE(ABORT, 'outbox is append-only');
END;

CREATE TRIGGER outbox_no_update BEFORE UPDATE ON outbox BEGIN
  SELECT RAISE(ABORT, 'outbox is append-only');
END;

CREATE TRIGGER outbox_waits AFTER INSERT ON outbox BEGIN
  INSERT INTO sync_record (seq, state, lane, head)
    SELECT w.seq, 'waiting', w.lane, NOT EXISTS (SELECT 1 FROM sync_record r WHERE r.lane = w.lane)
      FROM (SELECT o.seq, coalesce((SELECT l.lineage_id FROM licence l WHERE l.identifier = o.subject), o.subject) AS lane FROM (SELECT NEW.seq AS seq, NEW.subject AS subject) o) w;
END;

CREATE TRIGGER print_act_no_delete BEFORE DELETE ON print_act BEGIN
  SELECT RAISE(ABORT, 'print acts are kept for ever');
END;

CREATE TRIGGER seal_use_in_order BEFORE INSERT ON seal_use
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM seal_use) BEGIN
  SELECT RAISE(ABORT, 'seal_use is numbered without a gap');
END;

CREATE TRIGGER seal_use_no_delete BEFORE DELETE ON seal_use BEGIN
  SELECT RAISE(ABORT, 'seal_use is append-only');
END;

CREATE TRIGGER seal_use_no_update BEFORE UPDATE ON seal_use BEGIN
  SELECT RAISE(ABORT, 'seal_use is append-only');
END;

CREATE TRIGGER sync_change_no_delete BEFORE DELETE ON sync_change BEGIN
  SELECT RAISE(ABORT, 'sync_change rows are kept for ever');
END;

CREATE TRIGGER sync_receipt_no_delete BEFORE DELETE ON sync_receipt BEGIN
  SELECT RAISE(ABORT, 'sync_receipt rows are kept for ever');
END;

CREATE TRIGGER sync_receipt_no_replace BEFORE INSERT ON sync_receipt
WHEN EXISTS (SELECT 1 FROM sync_receipt WHERE seq = NEW.seq OR id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'a receipt is kept as it came');
END;

CREATE TRIGGER sync_receipt_no_update BEFORE UPDATE ON sync_receipt BEGIN
  SELECT RAISE(ABORT, 'sync_receipt rows are kept for ever');
END;

CREATE TRIGGER sync_record_no_delete BEFORE DELETE ON sync_record BEGIN
  SELECT RAISE(ABORT, 'sync_record rows are kept for ever');
END;

CREATE TRIGGER used_sheet_no_delete BEFORE DELETE ON used_sheet BEGIN
  SELECT RAISE(ABORT, 'used_sheet is append-only');
END;

CREATE TRIGGER used_sheet_no_replace BEFORE INSERT ON used_sheet
WHEN EXISTS (SELECT 1 FROM used_sheet WHERE kind = NEW.kind AND serial = NEW.serial) BEGIN
  SELECT RAISE(ABORT, 'this sheet has been used');
END;

CREATE TRIGGER used_sheet_no_update BEFORE UPDATE ON used_sheet BEGIN
  SELECT RAISE(ABORT, 'used_sheet is append-only');
END;
