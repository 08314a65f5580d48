import path from 'node:path'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { lockFolder } from '../db/folder-lock.ts'
import { migrate } from '../db/migrate.ts'
import { MIGRATIONS } from '../db/migrations/index.ts'
import { createPartitions } from '../db/partitions.ts'
import { openPGlite } from '../db/pglite.ts'
import { openPostgres } from '../db/postgres.ts'
import { createFolderShelf } from '../files/folder-shelf.ts'
import { createClientAuthority, outsideKeys, secrets } from '../keys/clients.ts'
import { openKeyRing, type KeyRing } from '../keys/key-ring.ts'
import { createSigner } from '../keys/signer.ts'
import { nodeDigest, randomIds, systemClock } from '../platform/basics.ts'
import { type StoreClock } from '../ports/clock.ts'
import { type FaultLog } from '../ports/faults.ts'
import { type Database } from '../ports/sql.ts'
import { layDownNumberRules } from '../usecases/blocks/number-rules.ts'
import { wholeFiles } from '../usecases/files/transfer-files.ts'
import { type StorePorts } from './ports.ts'
import { shippedStandard } from './standard.ts'

const DEFAULT_NAME = '国家文化和旅游电子证照库（参考实现）'

export interface StoreOptions {
  /** Keys and files, and the embedded database where no other is named. */
  readonly home: string
  /** `postgres://…`; undefined for the embedded database. */
  readonly databaseUrl: string | undefined
  /** Undefined: as it was called at its first start. */
  readonly name: string | undefined
  /** Names and addresses under which workstations reach the store. */
  readonly hosts: readonly string[]
  readonly faults: FaultLog
  readonly clock?: StoreClock
}

export interface OpenStore {
  readonly ports: StorePorts
  /** The keys as they stand; `renewKeys` replaces what has grown old. */
  ring(): KeyRing
  renewKeys(): KeyRing
  close(): Promise<void>
}

async function openDatabase({ home, databaseUrl, faults }: StoreOptions): Promise<Database> {
  if (databaseUrl !== undefined)
    return openPostgres({ url: databaseUrl, onIdleFault: error => void faults.write('database', error) })
  const letGo = lockFolder(home)
  try {
    const db = await openPGlite(path.join(home, 'database'))
    return {
      ...db,
      async close() {
        await db.close()
        letGo()
      },
    }
  } catch (error) {
    letGo()
    throw error
  }
}

/** A store on a database that is open: at the newest step, with its keys. Closes the database when it cannot be one. */
export async function storeOn(
  db: Database,
  { home, name, hosts, clock = systemClock }: Omit<StoreOptions, 'databaseUrl' | 'faults'>,
): Promise<Result<OpenStore, AppError<'store-from-future'>>> {
  const keys = (): KeyRing =>
    openKeyRing({ folder: path.join(home, 'keys'), name: name ?? DEFAULT_NAME, hosts, now: clock.now() })
  try {
    const migrated = await migrate(db, MIGRATIONS)
    if (!migrated.ok) {
      await db.close()
      return err(migrated.error)
    }
    await layDownNumberRules({ db })
    let ring = keys()
    const current = (): KeyRing => ring
    return ok({
      ports: {
        name: name ?? ring.root.name.organisation,
        db,
        standard: shippedStandard(),
        clock,
        digest: nodeDigest,
        ids: randomIds,
        keys: outsideKeys,
        secrets,
        authority: createClientAuthority(current),
        signer: createSigner(current),
        partitions: createPartitions(db),
        shelf: createFolderShelf(path.join(home, 'files')),
        files: wholeFiles(db),
      },
      ring: current,
      renewKeys: () => (ring = keys()),
      close: () => db.close(),
    })
  } catch (error) {
    await db.close()
    throw error
  }
}

/** A store that is ready to answer, or why it is not. @throws FolderBusyError while another process has its folder open */
export const openStore = async (
  options: StoreOptions,
): Promise<Result<OpenStore, AppError<'store-from-future'>>> => storeOn(await openDatabase(options), options)
