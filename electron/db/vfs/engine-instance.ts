import { checkCipherWorks } from './page-cipher.ts'
import { loadSqliteModule, type SqliteModule } from './sqlite-module.ts'
import { SealedVfs } from './vfs.ts'

export interface Engine {
  readonly module: SqliteModule
  readonly vfs: SealedVfs
}

let loading: Promise<Engine> | undefined

async function start(): Promise<Engine> {
  checkCipherWorks()
  const module = await loadSqliteModule()
  return { module, vfs: new SealedVfs(module) }
}

/**
 * The one engine of this process, loaded and checked at first use; it can hold several databases open. Throws when
 * the build of sql.js is not the one that this code knows, or when AES-256-GCM does not work here.
 */
export function engine(): Promise<Engine> {
  loading ??= start()
  return loading
}
