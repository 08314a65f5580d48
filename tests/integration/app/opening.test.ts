import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDataFolder, openWorkstation } from '../../../electron/app/workstation.ts'
import { restoreFolder } from '../../../electron/app/restore-folder.ts'
import { DATABASE_FILE, KEY_FILE } from '../../../electron/usecases/common/data-folder.ts'
import { temporaryFolder } from '../../builders/workstation-db.ts'
import { codeOf } from '../usecases/support.ts'
import { good, RESOURCES } from '../issuing/support.ts'

const secret = '口令-of-the-office'

/** An empty office's data folder, closed. */
async function folder(): Promise<string> {
  const dataDir = path.join(temporaryFolder(), 'office')
  good(await createDataFolder({ dataDir, resources: RESOURCES, secret })).close()
  return dataDir
}

const harms: readonly (readonly [string, string, (dataDir: string) => void])[] = [
  ['without its folder', 'data-folder-missing', dir => fs.rmSync(dir, { recursive: true })],
  ['without its key', 'data-key-missing', dir => fs.rmSync(path.join(dir, KEY_FILE))],
  ['with half a key', 'data-key-damaged', dir => fs.truncateSync(path.join(dir, KEY_FILE), 30)],
  ['without its database', 'database-missing', dir => fs.rmSync(path.join(dir, DATABASE_FILE))],
]

describe('a workstation', () => {
  it.each(harms)('%s does not open, makes nothing anew, and says what to do', async (_, code, harm) => {
    const dataDir = await folder()
    harm(dataDir)
    const before = fs.existsSync(dataDir) ? fs.readdirSync(dataDir).sort() : null
    const opened = await openWorkstation({ dataDir, resources: RESOURCES, secret })
    expect(opened).toMatchObject({
      ok: false,
      error: { code, next: { zh: expect.stringMatching(/请/) as string } },
    })
    expect(fs.existsSync(dataDir) ? fs.readdirSync(dataDir).sort() : null).toEqual(before)
  })

  it('opens by its own secret only', async () => {
    const dataDir = await folder()
    expect(codeOf(await openWorkstation({ dataDir, resources: RESOURCES, secret: `${secret}!` }))).toBe(
      'secret-wrong',
    )
    good(await openWorkstation({ dataDir, resources: RESOURCES, secret })).close()
  })

  it('is not opened a second time while it is open', async () => {
    const dataDir = await folder()
    const first = good(await openWorkstation({ dataDir, resources: RESOURCES, secret }))
    expect(codeOf(await openWorkstation({ dataDir, resources: RESOURCES, secret }))).toBe('database-busy')
    first.close()
  })
})

describe('a restore', () => {
  it('says so where the key of the backup is gone, damaged or of another secret', async () => {
    const from = path.join(temporaryFolder(), 'backup')
    fs.mkdirSync(from)
    fs.writeFileSync(path.join(from, 'manifest.json'), '{}')
    const target = path.join(temporaryFolder(), 'new')
    const code = async () => codeOf(await restoreFolder({ from, dataDir: target, secret: 'another one' }))
    expect(await code()).toBe('data-key-missing')
    fs.writeFileSync(path.join(from, KEY_FILE), '{')
    expect(await code()).toBe('data-key-damaged')
    fs.copyFileSync(path.join(await folder(), KEY_FILE), path.join(from, KEY_FILE))
    expect(await code()).toBe('secret-wrong')
    expect(fs.existsSync(target)).toBe(false)
  })
})
