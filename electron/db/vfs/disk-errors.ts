import { DatabaseError, DiskError, DiskFullError } from '../engine/errors.ts'

const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

export const saysDiskFull = (error: unknown): boolean =>
  FULL.has((error as { code?: unknown } | null | undefined)?.code)

/** Node's file error as ours; errors that are ours already, and faults of the program, stay what they are. */
export function asDiskError(path: string, operation: string, error: unknown): unknown {
  if (error instanceof DatabaseError) return error
  if (saysDiskFull(error) && operation !== 'fsync') return new DiskFullError(path, error)
  const code = (error as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? new DiskError(path, operation, error) : error
}
