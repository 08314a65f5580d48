import { type BatchLine } from '../../../shared/contract/issuing.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'

export interface FailureGroup {
  readonly id: string
  readonly error: AppError
  /** The first of them, and how many there are. */
  readonly first: BatchLine
  readonly count: number
}

/** Failures with one and the same reason together: a dry block is one thing to mend, however many wait for it. */
export function groupFailures(lines: readonly BatchLine[]): readonly FailureGroup[] {
  const groups = new Map<string, FailureGroup>()
  for (const line of lines) {
    if (!line.error) continue
    const id = `${line.error.code} ${line.error.text.zh}`
    const before = groups.get(id)
    groups.set(id, { id, error: line.error, first: before?.first ?? line, count: (before?.count ?? 0) + 1 })
  }
  return [...groups.values()]
}

/** Where a failure is mended: the number block, the seal, or the application itself. */
export const mendOf = (error: AppError): 'block' | 'seal' | 'clock' | 'application' => {
  if (error.code === 'numbers-dry' || error.code === 'number-taken') return 'block'
  if (error.code === 'seal-missing' || error.code === 'seal-not-valid') return 'seal'
  return error.code === 'clock-behind' ? 'clock' : 'application'
}
