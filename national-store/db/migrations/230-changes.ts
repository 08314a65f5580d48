import { steps } from './migration.ts'

/**
 * What happened for an office. A change gets its cursor after it was committed, under the feed's own lock, by whoever reads
 * next: transactions that commit out of order can therefore not slip in behind a reader.
 */
export const changes = steps(230, 'changes', [
  `CREATE TABLE change_feeds (office_code text COLLATE "C" PRIMARY KEY, last bigint NOT NULL)`,
  `CREATE TABLE changes (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    office_code text COLLATE "C" NOT NULL,
    only_for text,
    not_for text,
    type text NOT NULL,
    at timestamptz NOT NULL,
    body jsonb NOT NULL,
    cursor bigint
  )`,
  `CREATE INDEX changes_new ON changes (office_code, id) WHERE cursor IS NULL`,
  `CREATE UNIQUE INDEX changes_cursor ON changes (office_code, cursor)`,
])
