import { randomUUID } from 'node:crypto'
import { createPartitions } from '../../national-store/db/partitions.ts'
import { type Database } from '../../national-store/ports/sql.ts'
import { shippedStandard } from '../../national-store/app/standard.ts'
import { type RecordPorts } from '../../national-store/usecases/common/ports.ts'
import { fromUtf8 } from '../../shared/kernel/bytes.ts'
import { type Instant } from '../../shared/kernel/instant.ts'
import { sha256 } from './counter.ts'

export interface TestPorts extends RecordPorts {
  readonly clock: { now(): Instant; set(at: string): void }
  /** Files that the store holds; with `all` it holds whatever it is asked for. */
  readonly held: Set<string> & { all?: boolean }
}

/** The payload of an envelope of the test's signer. */
export const openEnvelope = (text: string): unknown => (JSON.parse(text) as { payload: unknown }).payload

/** Real database, real partitions, real standard; the signature is witnessed by the tests of the signer. */
export function recordPorts(db: Database): TestPorts {
  let now = '2026-03-10T02:00:00.000Z' as Instant
  const held: TestPorts['held'] = new Set<string>()
  return {
    db,
    clock: { now: () => now, set: at => void (now = at as Instant) },
    signer: {
      seal: (payload, type) => JSON.stringify({ type, payload: JSON.parse(fromUtf8(payload)) as unknown }),
    },
    digest: { sha256 },
    ids: { next: () => randomUUID() },
    standard: shippedStandard(),
    files: {
      has: asked => Promise.resolve(new Set(held.all ? asked : asked.filter(digest => held.has(digest)))),
    },
    partitions: createPartitions(db),
    held,
  }
}
