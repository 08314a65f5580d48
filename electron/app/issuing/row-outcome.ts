import { type ImportFault } from '../../../shared/domain/batch.ts'
import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { type Words } from '../../../shared/kernel/words.ts'

export interface RowError {
  readonly code: string
  readonly field: string | null
  readonly text: Words
}

/**
 * What became of one row of the file. `rejected`: faulty, not taken in. `returned`: the approver sent it back. `failed`: it
 * could not be issued. `waiting`: its turn has not come, or the batch stopped before it.
 */
export interface RowOutcome {
  readonly row: number
  readonly kind: KindId | null
  readonly status: 'issued' | 'rejected' | 'returned' | 'failed' | 'waiting'
  readonly number: string | null
  readonly identifier: string | null
  readonly licenceId: string | null
  readonly errors: readonly RowError[]
}

/** The part of a licence that a row is told by. */
export type IssuedLicence = Pick<RowOutcome, 'number' | 'identifier' | 'licenceId'>

const NO_LICENCE: IssuedLicence = { number: null, identifier: null, licenceId: null }

export const rowError = (error: AppError): RowError => ({ code: error.code, field: null, text: error.text })

export const unissued = (
  row: number,
  kind: KindId | null,
  status: RowOutcome['status'],
  errors: readonly RowError[],
): RowOutcome => ({ row, kind, status, ...NO_LICENCE, errors })

export const rejectedRow = (fault: ImportFault): RowOutcome =>
  unissued(
    fault.row,
    null,
    'rejected',
    fault.faults.map(f => ({ code: f.code, field: f.field, text: f.text })),
  )
