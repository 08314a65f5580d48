/**
 * How many records a second the national store takes, by batches of a thousand, from one workstation and from several at
 * once; on PGlite and on PostgreSQL with everything on disk. `npx tsx tools/bench/store-records.ts [licences] [workstations]`
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { migrate } from '../../national-store/db/migrate.ts'
import { MIGRATIONS } from '../../national-store/db/migrations/index.ts'
import { openPGlite } from '../../national-store/db/pglite.ts'
import { openPostgres } from '../../national-store/db/postgres.ts'
import { type Database } from '../../national-store/ports/sql.ts'
import { receiveBatch } from '../../national-store/usecases/records/receive-batch.ts'
import { numberAt } from '../../shared/domain/numbering/block.ts'
import { type OutboxRecord } from '../../shared/domain/sync/chain.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'
import { BATCH_LIMITS, type Receipt } from '../../shared/protocol/records.ts'
import { BEIJING, counter, type Counter } from '../../tests/store/counter.ts'
import { leased } from '../../tests/store/lent.ts'
import { startCluster } from '../../tests/store/postgres.ts'
import { openEnvelope, recordPorts, type TestPorts } from '../../tests/store/record-ports.ts'

const [licences = 5_000, workstations = 4] = process.argv.slice(2).map(Number)

interface Sender {
  readonly from: Counter
  readonly batches: readonly (readonly OutboxRecord[])[]
}

async function sender(ports: TestPorts, index: number): Promise<Sender> {
  const from = counter({ ...BEIJING, workstationId: `WS-110000-${10 + index}` })
  let left = licences
  while (left > 0) {
    const block = await leased(ports, from.caller, 'tour-guide', left)
    for (let place = 0; place < block.count; place++)
      from.issue({ kind: 'tour-guide', number: numberAt(block, place) })
    left -= block.count
  }
  const batches = []
  for (let at = 0; at < from.records.length; at += BATCH_LIMITS.records)
    batches.push(structuredClone(from.records.slice(at, at + BATCH_LIMITS.records)))
  return { from, batches }
}

async function drain(ports: TestPorts, { from, batches }: Sender): Promise<void> {
  const receive = receiveBatch(ports)
  for (const [index, records] of batches.entries()) {
    const input = { batchId: `b-${index}`, head: from.head(), records }
    const { receipt } = mustBeOk(await receive(from.caller, input), 'batch')
    const { verdicts } = openEnvelope(receipt) as Receipt
    const bad = verdicts.find(verdict => verdict.verdict !== 'accepted')
    if (bad) throw new Error(`not taken: ${JSON.stringify(bad)}`)
  }
}

async function measure(name: string, db: Database): Promise<void> {
  mustBeOk(await migrate(db, MIGRATIONS), 'migrations')
  const ports = recordPorts(db)
  ports.held.all = true
  await leased(ports, BEIJING, 'tour-guide', 1)
  await db.sql.query('UPDATE number_rules SET most_unused = 1000000, most_per_block = 100000')
  for (const [round, count] of [1, workstations].entries()) {
    const senders = []
    for (let i = 0; i < count; i++) senders.push(await sender(ports, 100 * round + i))
    const [began, used] = [performance.now(), process.cpuUsage()]
    await Promise.all(senders.map(each => drain(ports, each)))
    const seconds = (performance.now() - began) / 1_000
    const { user, system } = process.cpuUsage(used)
    const records = senders.reduce((sum, each) => sum + each.from.records.length, 0)
    const own = ((user + system) / records).toFixed(0)
    console.log(
      `${name}, ${count} workstation(s): ${records} records in ${seconds.toFixed(2)} s, ` +
        `${Math.round(records / seconds)} a second, ${own} µs of this process's processor a record`,
    )
  }
}

const cluster = await startCluster({ durable: true })
try {
  const db = openPostgres({ url: await cluster.createDatabase('bench') })
  await measure('PostgreSQL', db)
  await db.close()
} finally {
  await cluster.stop()
}
const folder = mkdtempSync(path.join(tmpdir(), 'lw-bench-'))
const pglite = await openPGlite(path.join(folder, 'data'))
await measure('PGlite', pglite)
await pglite.close()
rmSync(folder, { recursive: true, force: true })
