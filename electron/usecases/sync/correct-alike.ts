import { type Actor } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { type Correction, correctWithin, type CorrectRecordPorts } from './correct-record.ts'

export interface CorrectAlikeInput {
  readonly code: string
  readonly field: string
  /** The value that was returned. */
  readonly value: string | null
  readonly becomes: string
}

export interface CorrectedAlike {
  readonly corrected: readonly Correction[]
  readonly failed: readonly { readonly seq: number; readonly error: AppError }[]
}

const MOST = 1_000

/**
 * The same correction on every record that was returned for the same reason, field and value. One that cannot be corrected so
 * is named with its reason, and the others are corrected all the same.
 */
export function correctAlike(ports: CorrectRecordPorts) {
  return (actor: Actor, input: CorrectAlikeInput): CorrectedAlike =>
    ports.db.write(stores => {
      const { code, field, value, becomes } = input
      const alike = stores.sync
        .returned(MOST)
        .filter(one => one.correctedBy === null)
        .filter(one => one.reasons.some(r => r.code === code && r.field === field && r.value === value))
      const corrected: Correction[] = []
      const failed: { seq: number; error: AppError }[] = []
      for (const { seq } of alike) {
        const done = correctWithin(stores, ports, actor, { seq, field, value: becomes })
        if (done.ok) corrected.push(done.value)
        else failed.push({ seq, error: done.error })
      }
      return { corrected, failed }
    })
}
