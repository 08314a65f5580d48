import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { promisify } from 'node:util'
import { ensureStoreBuilt } from '../../tools/setup/build-store.mjs'
import { ROOT } from '../../tools/setup/npm.mjs'

const START_MS = 60_000

/** The national store as a process of its own, on its embedded database, as whoever runs one starts it. */
export interface StoreProcess {
  readonly address: string
  /** An order to it, as a person gives it on the command line. */
  order(...args: readonly string[]): Promise<Readonly<Record<string, unknown>>>
  /** The power of its machine fails. */
  kill(): Promise<void>
  /** It answers again, at the same address. */
  start(): Promise<void>
}

function listening(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let heard = ''
    const late = setTimeout(() => reject(new Error(`the store does not start: ${heard}`)), START_MS)
    child.stderr?.on('data', piece => (heard += String(piece)))
    child.once('exit', code => reject(new Error(`the store ended with ${code}: ${heard}`)))
    child.stdout?.on('data', piece => {
      heard += String(piece)
      const line = heard.split('\n').find(one => one.includes('"listening"'))
      if (!line) return
      clearTimeout(late)
      resolve((JSON.parse(line) as { port: number }).port)
    })
  })
}

export async function startStore(home: string): Promise<StoreProcess> {
  await ensureStoreBuilt()
  const { DATABASE_URL: _other, ...own } = process.env
  const at = { cwd: ROOT, env: { ...own, LW_STORE_HOME: home } }
  let child: ChildProcess
  const launch = (port: number): Promise<number> => {
    child = spawn(process.execPath, ['tools/store.mjs', '--port', String(port), '--json'], {
      ...at,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    return listening(child)
  }
  const port = await launch(0)
  return {
    address: `https://127.0.0.1:${port}`,
    async order(...args) {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['tools/store.mjs', ...args, '--json'],
        at,
      )
      return JSON.parse(stdout) as Readonly<Record<string, unknown>>
    },
    async kill() {
      if ((child.exitCode ?? child.signalCode) !== null) return
      const gone = new Promise(resolve => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    },
    start: async () => void (await launch(port)),
  }
}
