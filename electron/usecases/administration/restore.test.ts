import fs from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { flip } from '../../../tests/builders/damage.ts'
import { COPY, workstationWithLicence } from '../../../tests/builders/issued.ts'
import { ADMINISTRATOR, aLicence } from '../../../tests/builders/records.ts'
import {
  temporaryFolder,
  testWorkstation,
  type TestWorkstation,
} from '../../../tests/builders/workstation-db.ts'
import { heldBlocksOf } from '../common/held-blocks.ts'
import { backUp, type BackupMade } from './back-up.ts'
import { releaseBlocks } from './release-blocks.ts'
import { restore } from './restore.ts'

let ws: TestWorkstation

async function made(): Promise<BackupMade> {
  const result = await backUp(ws)(ADMINISTRATOR, { place: path.join(temporaryFolder(), 'backups') })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

beforeEach(async () => {
  ws = await workstationWithLicence()
})

describe('a restore', () => {
  const target = (): string => path.join(temporaryFolder(), 'restored')

  it('brings everything back into an empty folder, and holds the blocks', async () => {
    const backup = await made()
    const folder = target()
    const result = await restore(ws)(ADMINISTRATOR, { backup: backup.folder, target: folder })
    expect(result).toMatchObject({
      ok: true,
      value: { licences: 1, leftOut: [], heldBlocks: ['B-2026-0001'] },
    })
    const again = await testWorkstation({ key: ws.key, folder })
    expect(again.db.read(stores => stores.licences.get(aLicence().id)?.holderName)).toBe(
      aLicence().holderName,
    )
    expect(again.db.read(stores => stores.journal.list({ limit: 10 }).at(-1)?.action)).toBe('backup.restored')
    expect(again.db.read(heldBlocksOf)).toEqual(['B-2026-0001'])
    expect(await again.db.check('full')).toEqual([])
    expect(again.vault.read(COPY)).toHaveLength(50_000)
    expect(releaseBlocks(again)(ADMINISTRATOR, { blockIds: ['B-2026-0001'], reason: '' })).toMatchObject({
      error: { code: 'reason-missing' },
    })
    expect(
      releaseBlocks(again)(ADMINISTRATOR, { blockIds: ['other'], reason: '登记簿已核对' }),
    ).toMatchObject({
      error: { code: 'block-not-held' },
    })
    expect(
      releaseBlocks(again)(ADMINISTRATOR, { blockIds: ['B-2026-0001'], reason: '登记簿已核对' }).ok,
    ).toBe(true)
    expect(again.db.read(heldBlocksOf)).toEqual([])
  })

  it('replaces nothing', async () => {
    const backup = await made()
    const before = fs.readFileSync(path.join(ws.folder, 'data-key.json'))
    const result = await restore(ws)(ADMINISTRATOR, { backup: backup.folder, target: ws.folder })
    expect(result).toMatchObject({ ok: false, error: { code: 'target-not-empty' } })
    expect(fs.readFileSync(path.join(ws.folder, 'data-key.json'))).toEqual(before)
  })

  it('can leave damaged copies out, and only copies', async () => {
    const backup = await made()
    flip(path.join(backup.folder, COPY), 10)
    const folder = target()
    const input = { backup: backup.folder, target: folder, acceptDamagedCopies: true }
    expect(await restore(ws)(ADMINISTRATOR, input)).toMatchObject({ ok: true, value: { leftOut: [COPY] } })
    expect(fs.existsSync(path.join(folder, COPY))).toBe(false)
    flip(path.join(backup.folder, 'workstation.db'), 5000)
    expect(await restore(ws)(ADMINISTRATOR, { ...input, target: target() })).toMatchObject({
      ok: false,
      error: { code: 'backup-damaged' },
    })
  })

  it('leaves no trace when it fails', async () => {
    const backup = await made()
    const folder = target()
    const failing = { ...ws, opener: { open: () => Promise.reject(new Error('disk')) } }
    expect(await restore(failing)(ADMINISTRATOR, { backup: backup.folder, target: folder })).toMatchObject({
      ok: false,
      error: { code: 'restore-not-written' },
    })
    expect(fs.readdirSync(path.dirname(folder))).toEqual([])
  })
})
