import fs from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { flip } from '../../../tests/builders/damage.ts'
import { COPY, workstationWithLicence } from '../../../tests/builders/issued.ts'
import { ADMINISTRATOR, CLERK } from '../../../tests/builders/records.ts'
import {
  temporaryFolder,
  testWorkstation,
  type TestWorkstation,
} from '../../../tests/builders/workstation-db.ts'
import { digests } from '../../platform/digests.ts'
import { journalled } from '../common/journal.ts'
import { backUp, type BackupMade } from './back-up.ts'
import { readManifest, writeManifest } from './backup-manifest.ts'
import { listBackups } from './backup-places.ts'
import { restore } from './restore.ts'
import { restoreDrill, type DrillReport } from './restore-drill.ts'

let ws: TestWorkstation
let place: string

async function made(input: { keep?: number } = {}): Promise<BackupMade> {
  const result = await backUp(ws)(ADMINISTRATOR, { place, ...input })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

async function drill(backup: string): Promise<DrillReport> {
  const result = await restoreDrill(ws)(ADMINISTRATOR, { backup })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

beforeEach(async () => {
  ws = await workstationWithLicence()
  place = path.join(temporaryFolder(), 'stick', 'backups')
})

describe('a backup', () => {
  it('holds the database, the wrapped key, seals and copies, and passes its drill', async () => {
    const backup = await made()
    expect(backup).toMatchObject({ files: 4, missing: [], removed: [], warnings: [] })
    expect(backup.name).toBe('WS-110000-01_20260302T010000Z')
    expect([...ws.folders.files(backup.folder)].sort()).toEqual([
      COPY,
      'data-key.json',
      'files.sha256',
      'manifest.json',
      'seals/seal-1.p12',
      'workstation.db',
    ])
    const report = await drill(backup.folder)
    expect(report.checks.filter(line => !line.ok)).toEqual([])
    expect(report).toMatchObject({ ok: true, madeAt: '2026-03-02T01:00:00.000Z' })
    expect(report.checks.map(line => line.code)).toEqual([
      'manifest',
      'list',
      'files',
      'database',
      'counts',
      'outbox',
      'journal',
      'copies',
    ])
    expect([...ws.vault.list('scratch')]).toEqual([])
    expect(fs.readdirSync(path.join(ws.folder, 'scratch'))).toEqual([])
    expect([...ws.folders.files(backup.folder)]).toHaveLength(6)
  })

  it('says nothing in the clear of what the database holds', async () => {
    const backup = await made()
    const text = fs.readFileSync(path.join(backup.folder, 'workstation.db')).toString('latin1')
    expect(text).not.toContain(Buffer.from('北京星河').toString('latin1'))
    expect(text).not.toContain('91110105MA01ABCD3X')
  })

  it('is of one moment: what is written while it is copied is not in it', async () => {
    const copying = backUp(ws)(ADMINISTRATOR, { place })
    ws.db.write(stores =>
      journalled(stores, CLERK, ws.clock.now(), { action: 'late', subjectType: 'file', subjectId: 'x' }),
    )
    const result = await copying
    if (!result.ok) throw new Error('not made')
    const [line] = listBackups(ws)(place)
    expect(line?.manifest?.journal.records).toBe(1)
    expect((await drill(result.value.folder)).ok).toBe(true)
  })

  const kinds: readonly (readonly [string, string, number])[] = [
    ['the manifest', 'manifest.json', 40],
    ['the last byte of the manifest', 'manifest.json', -1],
    ['the list', 'files.sha256', 3],
    ['the database', 'workstation.db', 5000],
    ['the wrapped key', 'data-key.json', 5],
    ['a seal', 'seals/seal-1.p12', 7],
    ['a copy', COPY, 49_999],
  ]
  it.each(kinds)(
    'whose byte was changed in %s fails its drill, and the file is named',
    async (_what, file, at) => {
      const backup = await made()
      const full = path.join(backup.folder, file)
      flip(full, at < 0 ? fs.statSync(full).size + at : at)
      const report = await drill(backup.folder)
      expect(report.ok).toBe(false)
      expect(report.checks.filter(line => !line.ok).flatMap(line => line.paths)).toEqual([file])
      expect(
        ws.db
          .read(stores => stores.journal.list({ limit: 50 }))
          .filter(entry => entry.action === 'backup.drilled'),
      ).toMatchObject([{ detail: { ok: false } }])
      const back = await restore(ws)(ADMINISTRATOR, {
        backup: backup.folder,
        target: path.join(temporaryFolder(), 'new'),
      })
      expect(back).toMatchObject({ ok: false, error: { code: 'backup-damaged' } })
    },
  )

  it('that lacks a file fails its drill; one that has a file too many only says so', async () => {
    const backup = await made()
    fs.writeFileSync(path.join(backup.folder, 'Thumbs.db'), 'x')
    const more = await drill(backup.folder)
    expect(more.ok).toBe(true)
    expect(more.checks.find(line => line.code === 'strange')?.paths).toEqual(['Thumbs.db'])
    fs.rmSync(path.join(backup.folder, COPY))
    const less = await drill(backup.folder)
    expect(less.ok).toBe(false)
    expect(less.checks.find(line => line.code === 'files')?.paths).toEqual([COPY])
  })

  it('whose database was exchanged for an older one fails, even with a list that fits', async () => {
    const old = await made()
    ws.clock.advance({ days: 1 })
    ws.db.write(stores =>
      journalled(stores, CLERK, ws.clock.now(), { action: 'x', subjectType: 'file', subjectId: 'x' }),
    )
    const young = await made()
    const oldDatabase = fs.readFileSync(path.join(old.folder, 'workstation.db'))
    fs.writeFileSync(path.join(young.folder, 'workstation.db'), oldDatabase)
    const listFile = path.join(young.folder, 'files.sha256')
    const list = fs.readFileSync(listFile, 'utf8')
    const forged = list.replace(/^[0-9a-f]{64}(?= {2}workstation\.db$)/m, digests.sha256(oldDatabase))
    fs.writeFileSync(listFile, forged)
    const manifestFile = path.join(young.folder, 'manifest.json')
    const manifest = readManifest(fs.readFileSync(manifestFile), digests)!
    const files = { ...manifest.files, listSha256: digests.sha256(Buffer.from(forged)) }
    fs.writeFileSync(manifestFile, writeManifest({ ...manifest, files }, digests))
    const report = await drill(young.folder)
    expect(report.checks.filter(line => !line.ok).map(line => line.code)).toEqual(['journal'])
  })

  it('of another key does not open', async () => {
    const backup = await made()
    const other = await testWorkstation()
    const result = await restoreDrill(other)(ADMINISTRATOR, { backup: backup.folder })
    expect(result).toMatchObject({ ok: true, value: { ok: false } })
  })

  it('that was broken off is none, is not listed, and goes with the next one', async () => {
    const first = await made()
    fs.mkdirSync(path.join(place, 'WS-110000-01_20260302T020000Z.0123456789ab.part'))
    fs.writeFileSync(
      path.join(place, 'WS-110000-01_20260302T020000Z.0123456789ab.part', 'workstation.db'),
      'half',
    )
    fs.mkdirSync(path.join(place, 'no manifest'))
    expect(listBackups(ws)(place).map(line => line.name)).toEqual([first.name])
    const half = await restoreDrill(ws)(ADMINISTRATOR, { backup: path.join(place, 'no manifest') })
    expect(half).toMatchObject({ ok: false, error: { code: 'backup-not-found' } })
    ws.clock.advance({ minutes: 1 })
    await made()
    expect(ws.folders.unfinished(place)).toEqual([])
    expect(fs.existsSync(path.join(place, 'no manifest'))).toBe(true)
  })

  it('leaves nothing behind when it cannot be written, and the older ones stay', async () => {
    const first = await made({ keep: 1 })
    ws.clock.advance({ days: 1 })
    const failing = {
      ...ws,
      folders: {
        ...ws.folders,
        begin(target: string) {
          const draft = ws.folders.begin(target)
          const copy: typeof draft.copy = () =>
            Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
          return { ...draft, copy }
        },
      },
    }
    const result = await backUp(failing)(ADMINISTRATOR, { place, keep: 1 })
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'backup-not-written', data: { cause: 'ENOSPC' } },
    })
    expect(fs.readdirSync(place)).toEqual([first.name])
  })

  it('is not begun where there is no room for it', async () => {
    const cramped = { ...ws, disk: { freeBytes: () => 1000 } }
    expect(await backUp(cramped)(ADMINISTRATOR, { place })).toMatchObject({
      ok: false,
      error: { code: 'backup-place-full', data: { freeBytes: 1000 } },
    })
    expect(ws.folders.finished(place)).toEqual([])
  })

  it('is made all the same when an older one cannot be removed, and says so', async () => {
    const first = await made({ keep: 1 })
    ws.clock.advance({ days: 1 })
    const stuck = {
      ...ws,
      folders: {
        ...ws.folders,
        remove() {
          throw Object.assign(new Error('busy'), { code: 'EBUSY' })
        },
      },
    }
    const result = await backUp(stuck)(ADMINISTRATOR, { place, keep: 1 })
    expect(result).toMatchObject({
      ok: true,
      value: { removed: [], warnings: [{ code: 'backup-old-ones-stay' }] },
    })
    expect(ws.folders.finished(place)).toContain(first.name)
  })

  it('is not drilled on a disk that fails: that says nothing of the backup', async () => {
    const { folder } = await made()
    const failing = {
      ...ws,
      vault: {
        ...ws.vault,
        absolute(): string {
          throw Object.assign(new Error('worn out'), { code: 'EIO' })
        },
      },
    }
    expect(await restoreDrill(failing)(ADMINISTRATOR, { backup: folder })).toMatchObject({
      ok: false,
      error: { code: 'drill-not-possible' },
    })
  })

  it('keeps the newest of its own workstation, and leaves those of others alone', async () => {
    const strange = 'WS-999999-99_20200101T000000Z'
    fs.mkdirSync(path.join(place, strange), { recursive: true })
    fs.writeFileSync(path.join(place, strange, 'manifest.json'), '{}')
    const names: string[] = []
    for (let i = 0; i < 4; i++) {
      names.push((await made({ keep: 2 })).name)
      ws.clock.advance({ minutes: 1 })
    }
    expect(ws.folders.finished(place)).toEqual([...names.slice(2), strange].sort())
    // A clock set back makes the newest backup look like the oldest: it must not be removed.
    ws.clock.set('2025-01-01T00:00:00.000Z')
    const back = await made({ keep: 2 })
    expect(ws.folders.finished(place)).toContain(back.name)
  })

  it('made twice within a second has two names', async () => {
    const names = [(await made()).name, (await made()).name]
    expect(names[1]).toBe(`${names[0]}_02`)
  })

  it('says loudly that a copy is gone', async () => {
    ws.vault.remove(COPY)
    const backup = await made()
    expect(backup.missing).toEqual([COPY])
    expect(backup.warnings.map(warning => warning.code)).toEqual(['backup-files-missing'])
    const report = await drill(backup.folder)
    expect(report.checks.find(line => line.code === 'copies')).toMatchObject({ ok: false, paths: [COPY] })
  })

  it('warns when it lies in the data folder', async () => {
    place = path.join(ws.folder, 'backups')
    expect((await made()).warnings.map(warning => warning.code)).toEqual(['backup-same-disk'])
  })

  it('is not made before there is an office', async () => {
    const bare = await testWorkstation()
    expect(await backUp(bare)(ADMINISTRATOR, { place })).toMatchObject({
      error: { code: 'office-not-set-up' },
    })
  })
})
