import { type AddressInfo } from 'node:net'
import { createUseLogWriter } from '../db/use-log-writer.ts'
import { createRateLimit, type ALLOWANCES, type Allowance } from '../http/rate-limit.ts'
import { routesOf } from '../http/routes.ts'
import { buildServer, tlsContext, type TIMES } from '../http/server.ts'
import { type FaultLog } from '../ports/faults.ts'
import { identifyCaller } from '../usecases/pairing/identify-caller.ts'
import { createHandlers } from './handlers.ts'
import { type OpenStore } from './open-store.ts'

/** How often certificates are looked at: they are made anew months before their end. */
const RENEWAL_MS = 24 * 3_600_000

export interface ServeOptions {
  readonly host: string
  /** 0 takes any free one. */
  readonly port: number
  readonly faults: FaultLog
  readonly allowances?: Readonly<Record<keyof typeof ALLOWANCES, Allowance>>
  readonly times?: Partial<typeof TIMES>
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
  const renewal = setInterval(() => {
    try {
      app.server.setSecureContext(tlsContext(store.renewKeys()))
    } catch (error) {
      faults.write('renewal', error)
    }
  }, RENEWAL_MS).unref()
  return {
    port: (app.server.address() as AddressInfo).port,
    async stop() {
      clearInterval(renewal)
      await app.close()
      await uses.close()
      await store.close()
    },
  }
}
