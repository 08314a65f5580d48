import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEMO_SECRET } from '../../../electron/app/demo/demo-people.ts'
import { restoreFolder } from '../../../electron/app/restore-folder.ts'
import { makeDemo } from '../../../electron/app/sessions.ts'
import { openWorkstation } from '../../../electron/app/workstation.ts'
import { digests } from '../../../electron/platform/digests.ts'
import { setPackFile } from '../../../electron/usecases/common/settings.ts'
import { ADMINISTRATOR } from '../../builders/records.ts'
import { temporaryFolder } from '../../builders/workstation-db.ts'
import { CLERK, good, RESOURCES } from '../issuing/support.ts'

const builtin = fs.readFileSync(path.join(RESOURCES, 'packs/builtin.json'), 'utf8')

/** A pack that says another thing than the shipped one where it can be seen. */
const OWN = Buffer.from(
  JSON.stringify({ ...(JSON.parse(builtin) as object), version: '99.4.2' }).replaceAll(
    '娱乐经营许可证',
    '娱乐场所许可证',
  ),
)
const PACK_FILE = `packs/99.4.2-${digests.sha256(OWN).slice(0, 16)}.json`

const open = (dataDir: string) => openWorkstation({ dataDir, resources: RESOURCES, secret: DEMO_SECRET })

/** A demonstration office that has put a pack of its own in force, and a backup of it. */
async function backedUp() {
  const dataDir = path.join(temporaryFolder(), 'office')
  good(await makeDemo({ dataDir, resources: RESOURCES, keyType: 'p256' })).close()
  const first = good(
    await openWorkstation({
      dataDir,
      resources: RESOURCES,
      secret: DEMO_SECRET,
      refit(adapters) {
        adapters.vault.put(PACK_FILE, OWN)
        adapters.db.write(stores => setPackFile(stores, PACK_FILE))
        return adapters
      },
    }),
  )
  first.close()
  const workstation = good(await open(dataDir))
  const place = path.join(temporaryFolder(), 'backups')
  const backup = good(await workstation.calls.backups.make(ADMINISTRATOR, { place }))
  return { dataDir, workstation, backup: backup.folder }
}

describe('a backup of an office with a standard pack of its own', () => {
  it('holds the pack, passes its drill, and opens by it after a restore', async () => {
    const { workstation, backup } = await backedUp()
    expect(fs.readFileSync(path.join(backup, PACK_FILE))).toEqual(OWN)
    const drill = good(await workstation.calls.backups.drill(ADMINISTRATOR, { backup }))
    expect(drill.checks.filter(line => !line.ok)).toEqual([])
    workstation.close()

    const dataDir = path.join(temporaryFolder(), 'restored')
    good(await restoreFolder({ from: backup, dataDir }))
    const restored = good(await open(dataDir))
    expect(restored.standard.packVersion).toBe('99.4.2')
    expect(restored.standard.kind('entertainment').name.zh).toBe('娱乐场所许可证')
    expect(good(restored.calls.intake.start(CLERK, { kind: 'entertainment', event: 'new' })).kind).toBe(
      'entertainment',
    )
    restored.close()
  })

  it('is not restored with a pack that was changed or is gone, and says which file', async () => {
    const { workstation, backup } = await backedUp()
    const file = path.join(backup, PACK_FILE)
    const dataDir = path.join(temporaryFolder(), 'restored')
    for (const harm of [
      () => fs.writeFileSync(file, OWN.toString().replace('娱乐场所', '娱乐扬所')),
      () => fs.rmSync(file),
    ]) {
      harm()
      const drill = good(await workstation.calls.backups.drill(ADMINISTRATOR, { backup }))
      expect(drill.checks.filter(line => !line.ok).flatMap(line => line.paths)).toEqual([PACK_FILE])
      expect(await restoreFolder({ from: backup, dataDir, acceptDamagedCopies: true })).toMatchObject({
        ok: false,
        error: { code: 'backup-damaged' },
      })
      expect(fs.existsSync(dataDir)).toBe(false)
    }
    workstation.close()
  })
})
