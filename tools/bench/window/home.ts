import fs from 'node:fs'
import path from 'node:path'
import { DEMO_SECRET } from '../../../electron/app/demo/demo-people.ts'
import { makeDemo } from '../../../electron/app/sessions.ts'
import { openWorkstationDatabase } from '../../../electron/db/index.ts'
import { openDataKey } from '../../../electron/platform/data-key.ts'
import { fill } from '../db/subject.ts'

const FILLING_CACHE = 512 * 1024

/** A home whose demonstration office has so many licences, made through the store's own insert. */
export async function makeHome(
  folder: string,
  licences: number,
  say: (text: string) => void,
): Promise<string> {
  const home = path.join(folder, `home-${licences}`)
  const dataDir = path.join(home, 'demo')
  if (fs.existsSync(path.join(home, 'whole'))) return home
  fs.rmSync(home, { recursive: true, force: true })
  fs.mkdirSync(home, { recursive: true })
  const made = await makeDemo({ dataDir, resources: path.resolve('resources'), keyType: 'rsa-3072' })
  if (!made.ok) throw new Error(made.error.text.en)
  made.value.close()
  if (licences > 0) {
    const key = openDataKey(path.join(dataDir, 'data-key.json'), DEMO_SECRET)
    if (typeof key === 'string') throw new Error(`the data key is ${key}`)
    const db = await openWorkstationDatabase({
      file: path.join(dataDir, 'workstation.db'),
      key,
      cacheKiB: FILLING_CACHE,
    })
    fill(db, licences, done => done % 100_000 === 0 && say(`window: ${done} of ${licences} licences`))
    db.close()
  }
  fs.writeFileSync(path.join(home, 'whole'), '')
  return home
}
