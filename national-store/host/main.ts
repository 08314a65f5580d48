import { networkInterfaces, hostname } from 'node:os'
import { appError, type AppError } from '../../shared/kernel/app-error.ts'
import { type Result } from '../../shared/kernel/result.ts'
import { words } from '../../shared/kernel/words.ts'
import { administer, type Order } from '../app/administration.ts'
import { openStore, type StoreOptions } from '../app/open-store.ts'
import { serveStore } from '../app/serve.ts'
import { createFaultLog } from '../platform/fault-log.ts'
import { DEFAULTS, HELP, readArguments, type Serve } from './arguments.ts'
import { listenForOrders, sendOrder } from './control.ts'
import { storeHome } from './home.ts'
import { createOutput, type Output, type Streams } from './output.ts'
import { refusalOf } from './refusals.ts'
import { told } from './told.ts'

const EXIT = { good: 0, fault: 1, usage: 2 } as const
type ExitCode = (typeof EXIT)[keyof typeof EXIT]

export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly streams: Streams
  /** Resolves when the process is asked to end. */
  readonly stopped: () => Promise<void>
}

const ANY = ['0.0.0.0', '::']

/** What the server's certificate is good for: this machine by any of its names, and what was named besides. */
function hostsOf({ host, names }: Pick<Serve, 'host' | 'names'>): readonly string[] {
  const own = ANY.includes(host)
    ? Object.values(networkInterfaces()).flatMap(list =>
        (list ?? []).map(one => one.address.replace(/%.*$/, '')),
      )
    : [host]
  return [...new Set([...names, 'localhost', '127.0.0.1', '::1', hostname(), ...own])]
}

const optionsOf = (host: Host, serve: Pick<Serve, 'host' | 'names' | 'name'>): StoreOptions => ({
  home: storeHome(host.env),
  databaseUrl: host.env['DATABASE_URL'] || undefined,
  name: serve.name,
  hosts: hostsOf(serve),
  faults: createFaultLog(line => host.streams.err(`${line}\n`)),
})

function listening(serve: Serve, port: number, { home, databaseUrl }: StoreOptions, output: Output): void {
  const shown = serve.host.includes(':') ? `[${serve.host}]` : serve.host
  const url = `https://${shown}:${port}`
  const database = databaseUrl === undefined ? 'PGlite' : 'PostgreSQL'
  output.say(
    words(
      `国家库已启动：${url}\n数据库 ${database}，数据文件夹 ${home}；按 Ctrl+C 停止`,
      `The store answers at ${url}\nDatabase ${database}, folder ${home}; Ctrl+C stops it`,
    ),
    { event: 'listening', url, port, database: database.toLowerCase(), home },
  )
}

async function serve(asked: Serve, host: Host, output: Output): Promise<Result<undefined, AppError>> {
  const options = optionsOf(host, asked)
  const store = await openStore(options)
  if (!store.ok) return store
  const serving = await serveStore(store.value, { ...asked, faults: options.faults }).catch(async error => {
    await store.value.close()
    throw error
  })
  // On PostgreSQL orders go to the database itself, whoever runs.
  const stopOrders =
    options.databaseUrl === undefined
      ? await listenForOrders(
          options.home,
          administer(store.value.ports),
          error => void options.faults.write('order', error),
        )
      : undefined
  listening(asked, serving.port, options, output)
  await host.stopped()
  await stopOrders?.()
  await serving.stop()
  output.say(words('国家库已停止', 'The store has stopped'), { event: 'stopped' })
  return { ok: true, value: undefined }
}

async function carryOut(order: Order, host: Host, output: Output): Promise<Result<object, AppError>> {
  const options = optionsOf(host, { ...DEFAULTS, name: undefined, names: [] })
  const sent = options.databaseUrl === undefined ? await sendOrder(options.home, order) : undefined
  const done = sent ?? (await alone(order, options))
  if (done.ok) output.say(told(order, done.value), done.value)
  return done
}

async function alone(order: Order, options: StoreOptions): Promise<Result<object, AppError>> {
  const store = await openStore(options)
  if (!store.ok) return store
  try {
    return await administer(store.value.ports)(order)
  } finally {
    await store.value.close()
  }
}

const fault = (error: unknown): AppError<'fault'> => {
  const said = error instanceof Error ? error.message : String(error)
  return appError('fault', words(`程序故障：${said}`, `A fault of the program: ${said}`))
}

/** Runs the store, or one order to it. @returns the exit code */
export async function main(argv: readonly string[], host: Host): Promise<ExitCode> {
  const asked = readArguments(argv)
  const output = createOutput(host.streams, asked.json)
  if ('help' in asked) {
    host.streams.out(`${HELP}\n`)
    return EXIT.good
  }
  if ('usage' in asked) {
    output.fail(appError('usage', asked.usage, { next: words('用法见 --help', 'see --help') }))
    return EXIT.usage
  }
  const { work } = asked
  try {
    const done = await (work.act === 'serve' ? serve(work, host, output) : carryOut(work, host, output))
    if (done.ok) return EXIT.good
    output.fail(done.error)
  } catch (error) {
    output.fail(refusalOf(error, Boolean(host.env['DATABASE_URL'])) ?? fault(error))
  }
  return EXIT.fault
}
