import fs from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach } from 'vitest'
import { storeOn, type OpenStore } from '../../national-store/app/open-store.ts'
import { createHandlers } from '../../national-store/app/handlers.ts'
import { routesOf, type Route } from '../../national-store/http/routes.ts'
import { serveStore, type ServeOptions, type Serving } from '../../national-store/app/serve.ts'
import { createFaultLog } from '../../national-store/platform/fault-log.ts'
import { type Database } from '../../national-store/ports/sql.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'
import { fakeClock, type FakeClock } from '../fakes/clock.ts'
import { ask, type Answer } from './workstation.ts'

export interface ServedStore extends OpenStore {
  readonly port: number
  readonly home: string
  readonly clock: FakeClock
  /** Lines of the fault log. */
  readonly faults: readonly string[]
  ask(asking: Omit<Parameters<typeof ask>[0], 'port' | 'root'>): Promise<Answer>
}

/** Stores that answer over TLS on a free port of the loopback, stopped after the test that started them. */
export function servedStores(): (
  db: Database,
  options?: Partial<ServeOptions> & { readonly home?: string },
) => Promise<ServedStore> {
  let running: Serving[] = []
  let homes: string[] = []
  // Runs before the hook that closes the databases: that one was registered first.
  afterEach(async () => {
    await Promise.all(running.map(one => one.stop()))
    for (const home of homes) fs.rmSync(home, { recursive: true, force: true })
    running = []
    homes = []
  })
  return async (db, options = {}) => {
    const home = options.home ?? fs.mkdtempSync(path.join(tmpdir(), 'lw-store-'))
    homes.push(home)
    const faults: string[] = []
    const clock = fakeClock(new Date().toISOString())
    // The suite hands its databases on: it closes them itself.
    const opened = await storeOn(
      { ...db, close: () => Promise.resolve() },
      { home, name: '试验库', hosts: ['localhost', '127.0.0.1'], clock },
    )
    const store = mustBeOk(opened, 'store')
    const serving = await serveStore(store, {
      host: '127.0.0.1',
      port: 0,
      faults: createFaultLog(line => void faults.push(line)),
      ...options,
    })
    running.push(serving)
    const { port } = serving
    const root = store.ports.authority.root
    return { ...store, port, home, clock, faults, ask: asking => ask({ port, root, ...asking }) }
  }
}

/** Every endpoint that is served, with a path that fits it. */
export const routesServed = (store: ServedStore): readonly (Route & { readonly path: string })[] =>
  routesOf(createHandlers(store.ports)).map(route => ({
    ...route,
    path: route.endpoint.path.replace(/\{[^}]+\}/g, 'a'.repeat(64)),
  }))
