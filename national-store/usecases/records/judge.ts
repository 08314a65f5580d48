import { type OutboxRecord } from '../../../shared/domain/sync/chain.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type ReturnReason } from '../../../shared/protocol/records.ts'
import { type Read } from '../screening/payloads.ts'
import { screen } from '../screening/screen.ts'
import { type World } from '../screening/subject.ts'
import { apply } from './apply.ts'
import { type Effects } from './effects.ts'

/** A record that came for the first time, and what the store says to it. */
export interface Judged {
  readonly record: OutboxRecord
  readonly verdict: 'accepted' | 'returned'
  readonly reasons: readonly ReturnReason[]
}

/**
 * Screens records in the order of their chain, each by what those before it have made. One that is returned changes nothing,
 * and stops none that comes after it.
 */
export function judge(
  records: readonly OutboxRecord[],
  world: World,
  effects: Effects,
  now: Instant,
  reads: ReadonlyMap<OutboxRecord, Read> = new Map(),
): readonly Judged[] {
  const { register } = world
  return [...records]
    .sort((a, b) => a.seq - b.seq)
    .map(record => {
      const screened = screen(record, world, reads.get(record))
      const verdict = screened.accepted ? 'accepted' : 'returned'
      if (screened.accepted) apply({ world, effects, now }, screened.subject)
      else if (record.type === 'licence-metadata') register.open.add(record.subject)
      register.sent.set(record.recordId, {
        type: record.type,
        subject: record.subject,
        verdict,
        correctedBy: null,
      })
      return { record, verdict, reasons: screened.accepted ? [] : screened.reasons }
    })
}
