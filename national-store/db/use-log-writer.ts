import { type Database } from '../ports/sql.ts'
import { type Partitions } from '../ports/partitions.ts'
import { type Use, type UseLog } from '../ports/use-log.ts'

/** Uses are written together: a call does not wait for its line. What a killed process had not written yet is lost. */
const FLUSH_MS = 1_000
const FLUSH_COUNT = 500

export interface UseLogWriter extends UseLog {
  /** Writes what is left. */
  close(): Promise<void>
}

const NOBODY = '00'

const provinceOf = ({ region }: Use): string => region?.slice(0, 2) ?? NOBODY
const yearOf = ({ at }: Use): number => Number(at.slice(0, 4))

const COLUMNS: readonly (readonly [string, string, (use: Use) => string | number | null])[] = [
  ['province', 'text', provinceOf],
  ['year', 'int', yearOf],
  ['at', 'timestamptz', use => use.at],
  ['caller', 'text', use => use.caller],
  ['caller_id', 'text', use => use.callerId],
  ['office_code', 'text', use => use.officeCode],
  ['endpoint', 'text', use => use.endpoint],
  ['status', 'int', use => use.status],
  ['code', 'text', use => use.code],
]

async function write(db: Database, partitions: Partitions, uses: readonly Use[]): Promise<void> {
  for (const use of uses) await partitions.ensure('use_log', provinceOf(use), yearOf(use))
  const names = COLUMNS.map(([name]) => name).join(', ')
  const arrays = COLUMNS.map(([, type], i) => `$${i + 1}::${type}[]`).join(', ')
  await db.sql.query(
    `INSERT INTO use_log (${names}) SELECT * FROM unnest(${arrays})`,
    COLUMNS.map(([, , read]) => uses.map(read)),
  )
}

export function createUseLogWriter(
  db: Database,
  partitions: Partitions,
  onFault: (error: unknown) => void,
): UseLogWriter {
  let waiting: Use[] = []
  let running: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const uses = waiting
    waiting = []
    if (uses.length > 0) running = running.then(() => write(db, partitions, uses)).catch(onFault)
    return running
  }
  return {
    note(use) {
      waiting.push(use)
      if (waiting.length >= FLUSH_COUNT) void flush()
      else timer ??= setTimeout(() => void flush(), FLUSH_MS).unref()
    },
    close: flush,
  }
}
