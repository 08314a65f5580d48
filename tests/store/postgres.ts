import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openPostgres } from '../../national-store/db/postgres.ts'

/** A PostgreSQL of its own in a temporary folder, reached through a socket there: no port, no cluster of the machine's. */
export interface Cluster {
  /** A new empty database, or a copy of another one that nobody is connected to. @returns its URL */
  createDatabase(name: string, template?: string): Promise<string>
  /** The URL of a database of that name. */
  url(name: string): string
  stop(): Promise<void>
}

const DEBIAN = '/usr/lib/postgresql'
const OLDEST = 15

function binaries(): string {
  const versions = (existsSync(DEBIAN) ? readdirSync(DEBIAN) : []).map(Number).filter(v => v >= OLDEST)
  if (versions.length === 0)
    throw new Error(`no PostgreSQL ${OLDEST} or newer under ${DEBIAN}: run npm test once`)
  return path.join(DEBIAN, String(Math.max(...versions)), 'bin')
}

/** PostgreSQL refuses to run as root; `postgres` is the user that Debian's package makes. */
const asServer = (command: string, args: readonly string[]): readonly [string, readonly string[]] =>
  process.getuid?.() === 0
    ? [
        'setpriv',
        ['--reuid=postgres', '--regid=postgres', '--clear-groups', '--pdeathsig=INT', command, ...args],
      ]
    : ['setpriv', ['--pdeathsig=INT', command, ...args]]

function initialise(data: string, bin: string): void {
  const [command, args] = asServer(path.join(bin, 'initdb'), [
    '--pgdata',
    data,
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ])
  execFileSync(command, args, { stdio: 'pipe', cwd: '/' })
}

function startServer(folder: string, data: string, bin: string, settings: readonly string[]): ChildProcess {
  const wanted = ['listen_addresses=', `unix_socket_directories=${folder}`, 'max_connections=60', ...settings]
  const [command, args] = asServer(path.join(bin, 'postgres'), [
    '-D',
    data,
    ...wanted.flatMap(one => ['-c', one]),
  ])
  return spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' })
}

async function ask(url: string, text: string): Promise<void> {
  const db = openPostgres({ url, connections: 1 })
  try {
    await db.sql.query(text)
  } finally {
    await db.close()
  }
}

async function untilReady(url: string, server: ChildProcess, said: () => string): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL did not start:\n${said()}`)
    try {
      return await ask(url, 'SELECT 1')
    } catch {
      await wait(50)
    }
  }
}

const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'deadlock_timeout=20ms']

/** Starts a cluster; with `durable` it writes to disk as a real one does, else as fast as it can. */
export async function startCluster({ durable = false } = {}): Promise<Cluster> {
  const bin = binaries()
  const folder = mkdtempSync(path.join(tmpdir(), 'lw-pg-'))
  chmodSync(folder, 0o777)
  const data = path.join(folder, 'data')
  initialise(data, bin)
  const server = startServer(folder, data, bin, durable ? [] : FAST)
  let log = ''
  server.stderr?.on('data', piece => (log = `${log}${String(piece)}`.slice(-20_000)))
  const ended = new Promise(resolve => server.once('exit', resolve))
  const url = (name: string): string => `postgres://postgres@/${name}?host=${encodeURIComponent(folder)}`
  await untilReady(url('postgres'), server, () => log)
  return {
    url,
    async createDatabase(name, template) {
      await ask(url('postgres'), `CREATE DATABASE "${name}"${template ? ` TEMPLATE "${template}"` : ''}`)
      return url(name)
    },
    async stop() {
      server.kill('SIGINT') // fast shutdown: ends connections, writes what is to be written
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
