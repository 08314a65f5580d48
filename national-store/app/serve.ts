import { type AddressInfo } from 'node:net'
import { createUseLogWriter } from '../db/use-log-writer.ts'
import { createRateLimit, type ALLOWANCES, type Allowance } from '../http/rate-limit.ts'
import { routesOf } from '../http/routes.ts'
import { buildServer, tlsContext, type TIMES } from '../http/server.ts'
import { type FaultLog } from '../ports/faults.ts'
import { identifyCaller } from '../usecases/pairing/identify-caller.ts'
import { createHandlers } from './handlers.ts'
import { type OpenStore } from './open-store.ts'
import { startUpkeep } from './upkeep.ts'

export interface ServeOptions {
  readonly host: string
  /** 0 takes any free one. */
  readonly port: number
  readonly faults: FaultLog
  readonly allowances?: Readonly<Record<keyof typeof ALLOWANCES, Allowance>>
  readonly times?: Partial<Record<keyof typeof TIMES, number>>
}

export interface Serving {
  readonly port: number
  /** Lets the calls under way finish, then closes the store too. */
  stop(): Promise<void>
}

/** Answers over TLS until it is stopped. */
export async function serveStore(store: OpenStore, options: ServeOptions): Promise<Serving> {
  const { host, port, faults, allowances, times } = options
  const { ports } = store
  const uses = createUseLogWriter(ports.db, ports.partitions, error => void faults.write('use-log', error))
  const app = buildServer({
    ring: store.ring(),
    routes: routesOf(createHandlers(ports)),
    clock: ports.clock,
    faults,
    uses,
    limit: createRateLimit(() => performance.now(), allowances),
    identify: identifyCaller(ports),
    ...(times ? { times } : {}),
  })
  await app.listen({ host, port })
  const endUpkeep = startUpkeep(store, {
    onKeys: () => app.server.setSecureContext(tlsContext(store.ring())),
    onFault: error => void faults.write('upkeep', error),
  })
  return {
    port: (app.server.address() as AddressInfo).port,
    async stop() {
      await app.close()
      await endUpkeep()
      await uses.close()
      await store.close()
    },
  }
}
