import fs from 'node:fs'
import path from 'node:path'
import { openWorkstationDatabase } from '../db/index.ts'
import { createDataKey, openDataKeyAside } from '../platform/data-key.ts'
import { type Clock } from '../ports/platform.ts'
import { type Printers } from '../ports/printers.ts'
import { type WorkstationDatabase } from '../ports/database.ts'
import { type Office } from '../../shared/domain/office.ts'
import { appError, type AppError } from '../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { words } from '../../shared/kernel/words.ts'
import { idleLockMinutes } from '../usecases/administration/idle-lock.ts'
import { sweepOrphans, type SweepReport } from '../usecases/administration/sweep-orphans.ts'
import { DATABASE_FILE, KEY_FILE } from '../usecases/common/data-folder.ts'
import { officeOf, packFileOf, trustAnchorsOf } from '../usecases/common/settings.ts'
import { type Standard } from '../usecases/common/standard.ts'
import { SYSTEM_ACTOR } from '../usecases/common/system-actor.ts'
import { recoverImports } from '../usecases/importing/run-import.ts'
import { batchesRunning, recoverBatches } from '../usecases/issuing/run-batch.ts'
import { digests } from '../platform/digests.ts'
import { createVault } from '../platform/vault.ts'
import { type PackErrorCode } from '../../shared/domain/pack/load-pack.ts'
import { createAdapters, type Adapters } from './adapters.ts'
import { composeCalls, type Calls } from './compose.ts'
import { createOpenRuns, type OpenRuns } from './issuing/open-runs.ts'
import { loadStandard } from './standard.ts'
import { type WorkshopEntry } from './workshop/index.ts'

/** Set at an orderly end, cleared at every start. */
const CLOSED_IN_ORDER = 'closed-in-order'

export interface OpenOptions {
  readonly dataDir: string
  /** Opens the wrapped data key: the host's secret. */
  readonly secret: string
  /** The program's resources folder. */
  readonly resources: string
  readonly clock?: Clock
  /** The host's printers, where it has its own. */
  readonly printers?: Printers
  /** The workshop's thread, where the host has built one; copies are drawn and judged in this thread otherwise. */
  readonly workshop?: WorkshopEntry
  /** The disk below the database, where it is not the real one: how a test makes it fail. */
  readonly io?: OpenDiskOptions['io']
  /** Puts other parts in front of some adapters: how a test reaches every step. */
  readonly refit?: (adapters: Adapters) => Adapters
}

type OpenDiskOptions = Pick<Parameters<typeof openWorkstationDatabase>[0], 'io'>

/** An open workstation: what a host works with. */
export interface Workstation {
  readonly dataDir: string
  readonly calls: Calls
  /** Null until an administrator has set it up. */
  readonly office: () => Office | null
  /** Roots that the office trusts, DER. */
  readonly trustAnchors: () => readonly Uint8Array[]
  /** Minutes without a key or a mouse until a window locks. */
  readonly idleLockMinutes: () => number
  /** The standard pack in force. */
  readonly standard: Standard
  readonly openRuns: OpenRuns
  /** What the start found and swept; null after an orderly end, when there is nothing to sweep. */
  readonly swept: SweepReport | null
  close(): void
}

export type OpenError = AppError<
  | 'data-folder-missing'
  | 'data-folder-not-empty'
  | 'data-key-missing'
  | 'data-key-damaged'
  | 'secret-wrong'
  | PackErrorCode
  | 'pack-changed'
  | 'database-busy'
  | 'database-key'
  | 'database-damaged'
  | 'database-missing'
  | 'database-from-future'
  | 'disk-full'
  | 'disk-error'
>

/** Why the data key does not open, in words. */
export const KEY_ERRORS = {
  missing: appError('data-key-missing', words('数据目录里没有数据密钥', 'The data folder has no data key'), {
    next: words(
      '请确认数据目录；若已损坏，请从备份恢复到新目录',
      'Check the folder; if it is damaged, restore a backup into a new one',
    ),
  }),
  damaged: appError('data-key-damaged', words('数据密钥文件已损坏', 'The file of the data key is damaged'), {
    next: words('请从备份中取回该文件', 'Take it from a backup'),
  }),
  'wrong-secret': appError(
    'secret-wrong',
    words('打开数据的口令不正确', 'The secret does not open the data'),
    {
      next: words('请核对口令后重试', 'Check it and try again'),
    },
  ),
} as const

/** Errors of the database that say in words what to do are answered as values; anything else is a fault. */
function asOpenError(error: unknown): OpenError {
  const told = error as { asAppError?: () => OpenError }
  if (typeof told.asAppError === 'function') return told.asAppError()
  throw error
}

/** Why no workstation can be made in that folder; undefined when it can. */
export function folderInUse(dataDir: string): AppError<'data-folder-not-empty'> | undefined {
  if (!fs.existsSync(dataDir) || fs.readdirSync(dataDir).length === 0) return undefined
  return appError(
    'data-folder-not-empty',
    words(`目录 ${dataDir} 不是空的`, `The folder ${dataDir} is not empty`),
    {
      next: words(
        '请换一个空目录，或直接打开其中的工作站',
        'Choose an empty folder, or open the workstation that is in it',
      ),
    },
  )
}

/** Makes an empty data folder with a fresh data key and an empty database. Refuses a folder that holds anything. */
export async function createDataFolder(
  options: OpenOptions & { readonly prepare?: (adapters: Adapters) => Promise<void> },
): Promise<Result<Workstation, OpenError>> {
  const inUse = folderInUse(options.dataDir)
  if (inUse) return err(inUse)
  fs.mkdirSync(options.dataDir, { recursive: true, mode: 0o700 })
  createDataKey(path.join(options.dataDir, KEY_FILE), options.secret)
  return openWorkstation(options, { create: true, ...(options.prepare ? { prepare: options.prepare } : {}) })
}

interface FirstStart {
  readonly create: boolean
  /** What is to be done before anybody may call. */
  readonly prepare?: (adapters: Adapters) => Promise<void>
}

/** Opens a workstation: key, database, schema; sweeps what a crash left; pauses what it interrupted. */
export async function openWorkstation(
  options: OpenOptions,
  first: FirstStart = { create: false },
): Promise<Result<Workstation, OpenError>> {
  if (!fs.existsSync(options.dataDir)) {
    return err(
      appError(
        'data-folder-missing',
        words(`没有数据目录 ${options.dataDir}`, `There is no data folder ${options.dataDir}`),
        {
          next: words(
            '请先建立：cli init --data 目录 [--demo]',
            'Make one first: cli init --data DIR [--demo]',
          ),
        },
      ),
    )
  }
  const opening = openDataKeyAside(path.join(options.dataDir, KEY_FILE), options.secret)
  const shipped = standardAhead(options.resources)
  const key = await opening
  if (typeof key === 'string') return err(KEY_ERRORS[key])
  let db: WorkstationDatabase
  try {
    db = await openWorkstationDatabase({
      file: path.join(options.dataDir, DATABASE_FILE),
      key,
      create: first.create,
      ...(options.io ? { io: options.io } : {}),
    })
  } catch (error) {
    return err(asOpenError(error))
  }
  try {
    return await startOver(db, key, { ...options, shipped }, first)
  } catch (error) {
    db.close()
    return err(asOpenError(error))
  }
}

/** The standard that ships with the program, read while its thread waits for the key; what went wrong is told to who needs it. */
function standardAhead(resources: string): () => ReturnType<typeof loadStandard> {
  try {
    const standard = loadStandard(resources)
    return () => standard
  } catch (error) {
    return () => {
      throw error
    }
  }
}

/** What follows once the database is open; whoever calls closes it when this throws. */
async function startOver(
  db: WorkstationDatabase,
  dataKey: Uint8Array,
  options: OpenOptions & { readonly shipped: () => ReturnType<typeof loadStandard> },
  first: FirstStart,
): Promise<Result<Workstation, OpenError>> {
  const { dataDir } = options
  const own = packInForce(db, dataDir)
  const standard = !own.ok
    ? own
    : own.value === undefined
      ? options.shipped()
      : loadStandard(options.resources, own.value)
  if (!standard.ok) {
    db.close()
    return standard
  }
  const made = createAdapters({
    db,
    dataDir,
    dataKey,
    standard: standard.value,
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.printers ? { printers: options.printers } : {}),
    ...(options.workshop ? { workshop: options.workshop } : {}),
  })
  const adapters = options.refit?.(made) ?? made
  await first.prepare?.(adapters)
  return ok(started(dataDir, adapters))
}

const packChanged: OpenError = appError(
  'pack-changed',
  words('现行标准包的文件不见了或被改动', 'The file of the standard pack in force is gone or was changed'),
  { next: words('请从备份取回 packs 目录中的该文件', 'Take that file of the packs folder from a backup') },
)

/** The office's own standard pack, where it has put one in force: the very bytes that were imported, or nothing opens. */
function packInForce(db: WorkstationDatabase, dataDir: string): Result<string | undefined, OpenError> {
  const file = db.read(stores => packFileOf(stores))
  if (file === undefined) return ok(undefined)
  const bytes = createVault(dataDir).read(file)
  const told = /-([0-9a-f]{16})\.json$/.exec(file)?.[1]
  return bytes && told && digests.sha256(bytes).startsWith(told)
    ? ok(Buffer.from(bytes).toString('utf8'))
    : err(packChanged)
}

/** Sweeps only after a start that did not end in order: the copies of a million licences take a while to go through. */
function swept(adapters: Adapters): SweepReport | null {
  const orderly = adapters.db.read(stores => stores.settings.get(CLOSED_IN_ORDER)) === true
  const report = orderly ? null : sweepOrphans(adapters)(SYSTEM_ACTOR)
  adapters.db.write(stores => stores.settings.set(CLOSED_IN_ORDER, false))
  return report
}

function started(dataDir: string, adapters: Adapters): Workstation {
  const report = swept(adapters)
  recoverBatches(adapters)
  recoverImports(adapters)
  return {
    dataDir,
    calls: composeCalls(adapters),
    office: () => adapters.db.read(stores => officeOf(stores) ?? null),
    trustAnchors: () => adapters.db.read(trustAnchorsOf).map(text => Buffer.from(text, 'base64')),
    idleLockMinutes: () => adapters.db.read(idleLockMinutes),
    standard: adapters.standard,
    openRuns: createOpenRuns(adapters.db),
    swept: report,
    close() {
      try {
        // A batch that still runs may leave what it prepared ahead.
        adapters.db.write(stores => stores.settings.set(CLOSED_IN_ORDER, !batchesRunning(stores)))
      } catch {
        // The disk or the database failed before: the next start sweeps, as after a crash.
      }
      adapters.workshop.close()
      adapters.db.close()
    },
  }
}
