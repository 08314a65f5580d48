import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseBusyError } from '../../../electron/db/engine/errors.ts'
import { lockFile } from '../../../electron/db/vfs/file-lock.ts'

/** Takes the lock and, holding it, makes sure by a file of its own that nobody else is inside. */
async function main(file: string, holdMs: number): Promise<string> {
  try {
    const lock = await lockFile(file)
    try {
      closeSync(openSync(`${file}.inside`, 'wx'))
    } catch {
      return 'VIOLATION'
    }
    await sleep(holdMs)
    unlinkSync(`${file}.inside`)
    lock.release()
    return 'held'
  } catch (error) {
    return error instanceof DatabaseBusyError ? 'busy' : `ERROR ${String(error)}`
  }
}

writeSync(1, await main(process.argv[2] ?? '', Number(process.argv[3])))
