import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach } from 'vitest'
import { openWorkstationDatabase, SCHEMA_VERSION } from '../../electron/db/index.ts'
import { digests } from '../../electron/platform/digests.ts'
import { diskSpace } from '../../electron/platform/disk-space.ts'
import { createFaultLog } from '../../electron/platform/fault-log.ts'
import { folders } from '../../electron/platform/folders.ts'
import { createIds } from '../../electron/platform/ids.ts'
import { outsideFiles } from '../../electron/platform/outside-files.ts'
import { createPasswordHasher } from '../../electron/platform/passwords.ts'
import { eventLoopTurns } from '../../electron/platform/turns.ts'
import { photoConverter } from '../../electron/platform/photo-converter.ts'
import { createVault } from '../../electron/platform/vault.ts'
import { type BackupOpener } from '../../electron/ports/backup.ts'
import { type About } from '../../electron/ports/diagnostics.ts'
import { type Standard } from '../../electron/usecases/common/standard.ts'
import { DATABASE_FILE, KEY_FILE } from '../../electron/usecases/common/data-folder.ts'
import { createRegions, type RegionTable } from '../../shared/domain/codes/region.ts'
import { BUILTIN_KINDS } from '../../shared/domain/kinds/registry.ts'
import { appError } from '../../shared/kernel/app-error.ts'
import { err, ok } from '../../shared/kernel/result.ts'
import { words } from '../../shared/kernel/words.ts'
import { fakeClock } from '../fakes/clock.ts'

const undo: (() => void)[] = []

afterEach(() => {
  for (const step of undo.splice(0).reverse()) step()
})

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lw-test-'))
  undo.push(() => fs.rmSync(folder, { recursive: true, force: true }))
  return folder
}

const REGIONS = createRegions(
  JSON.parse(
    fs.readFileSync(new URL('../../resources/regions/gbt2260.json', import.meta.url), 'utf8'),
  ) as RegionTable,
)

/** The standard as shipped. */
export const builtinStandard: Standard = {
  packVersion: 'test',
  identifierRoot: '1.2.156.3005.2',
  sealNames: {
    'administrative-licence': '文化和旅游部行政许可专用章',
    'electronic-licence': '文化和旅游市场电子证照专用章',
  },
  kinds: BUILTIN_KINDS,
  kind(id) {
    const found = BUILTIN_KINDS.find(kind => kind.id === id)
    if (!found) throw new Error(`no kind ${id}`)
    return found
  },
  regions: REGIONS,
  verificationAddress: identifier => `https://verify.invalid/${identifier}`,
}

/** Opens copies of databases by the key, as the program does. */
export const openerFor = (key: Uint8Array): BackupOpener => ({
  async open(file) {
    try {
      const db = await openWorkstationDatabase({ file, key, create: false })
      return ok({ db, schemaVersion: SCHEMA_VERSION })
    } catch (error) {
      const { code } = error as { readonly code?: string }
      const known = {
        'database-key': 'backup-key-wrong',
        'database-damaged': 'backup-database-damaged',
        'database-from-future': 'backup-from-future',
      } as const
      if (code === undefined || !(code in known)) throw error
      return err(appError(known[code as keyof typeof known], words(code, (error as Error).message)))
    }
  },
})

export type TestWorkstation = Awaited<ReturnType<typeof testWorkstation>>

/** A workstation on a real disk with a real database; only the clock is fake, and passwords are hashed cheaply. */
export async function testWorkstation(options: { readonly key?: Uint8Array; readonly folder?: string } = {}) {
  const folder = options.folder ?? path.join(temporaryFolder(), 'data')
  const key = options.key ?? randomBytes(32)
  fs.mkdirSync(folder, { recursive: true })
  if (!fs.existsSync(path.join(folder, KEY_FILE)))
    fs.writeFileSync(path.join(folder, KEY_FILE), '{"stands":"for the wrapped key"}')
  const clock = fakeClock()
  const db = await openWorkstationDatabase({ file: path.join(folder, DATABASE_FILE), key })
  let open = true
  const close = (): void => {
    if (open) db.close()
    open = false
  }
  undo.push(close)
  const about: About = {
    program: '0.1.0-test',
    runtime: `node ${process.versions.node}`,
    system: `${process.platform} ${process.arch}`,
    schemaVersion: SCHEMA_VERSION,
  }
  return {
    folder,
    key,
    close,
    db,
    clock,
    ids: createIds(),
    passwords: createPasswordHasher({ N: 1024, r: 8, p: 1 }),
    vault: createVault(folder),
    outside: outsideFiles,
    folders,
    digests,
    photos: photoConverter,
    disk: diskSpace,
    turns: eventLoopTurns,
    faults: createFaultLog(path.join(folder, 'logs', 'faults.jsonl'), clock),
    opener: openerFor(key),
    about,
    standard: builtinStandard,
    regions: REGIONS,
  }
}
