import { type WorkstationDatabase } from '../../ports/database.ts'

const OPEN_RUNS = 'issue-runs-open'

/**
 * Files whose issue was begun and whose outcome nobody has been told yet, by import job. A run that a crash broke off at any
 * point is found here and goes on; without it, a crash between the last licence and the report would have the whole file
 * issued a second time.
 */
export interface OpenRuns {
  has(jobId: string): boolean
  open(jobId: string): void
  /** The outcome of every row has been told. */
  close(jobId: string): void
}

export function createOpenRuns(db: WorkstationDatabase): OpenRuns {
  const read = (): readonly string[] =>
    db.read(stores => (stores.settings.get(OPEN_RUNS) as readonly string[] | undefined) ?? [])
  const write = (jobIds: readonly string[]): void =>
    db.write(stores => stores.settings.set(OPEN_RUNS, [...jobIds]))
  return {
    has: jobId => read().includes(jobId),
    open(jobId) {
      const now = read()
      if (!now.includes(jobId)) write([...now, jobId])
    },
    close(jobId) {
      const now = read()
      if (now.includes(jobId)) write(now.filter(id => id !== jobId))
    },
  }
}
