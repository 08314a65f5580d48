import { writeSync } from 'node:fs'
import { openDatabase } from '../../../electron/db/engine/database.ts'
import { CRASH_KEY, examine, prepareWorkload, writeTransaction } from './workload.ts'

/** Examines the database, says what it found, then writes numbered transactions and tells each, until killed. */
async function main(file: string, acknowledgeEarly: boolean): Promise<void> {
  const db = await openDatabase({ file, key: CRASH_KEY, cacheKiB: 64 })
  prepareWorkload(db)
  const found = await examine(db)
  writeSync(1, `${JSON.stringify(found)}\n`)
  for (let n = found.last + 1; ; n++) {
    if (acknowledgeEarly) writeSync(1, `${n}\n`)
    writeTransaction(db, n, acknowledgeEarly ? () => 0.05 : Math.random, 600)
    if (!acknowledgeEarly) writeSync(1, `${n}\n`)
    if (n % 40 === 0) db.checkpoint()
  }
}

main(process.argv[2] ?? '', process.argv[3] === 'early').catch((error: unknown) => {
  writeSync(1, `ERROR ${String(error)}\n`)
  process.exit(1)
})
