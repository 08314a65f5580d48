import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A printing system of a test's own: its own socket, spool and queues, reached over no network. */
export interface TestCups {
  /** Adds a laser printer that writes what it prints, as PDF, into a file. */
  addPrinter(name: string, description?: string): void
  setDefault(name: string): void
  /** Stops the printer: it keeps what it is sent. */
  disable(name: string): void
  enable(name: string): void
  /** The printer takes nothing. */
  reject(name: string): void
  /** What came out last; waits until the queue is empty. */
  printed(name: string): Promise<Uint8Array>
  /** Jobs that wait. */
  waiting(): readonly string[]
  stop(): Promise<void>
}

const PPD = path.resolve('tests/printing/laser.ppd')

/** Programs of system administration are not on everybody's path. */
const withSbin = (): NodeJS.ProcessEnv => ({ ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` })

const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

function configure(folder: string, socket: string): void {
  for (const name of ['root', 'spool', 'cache', 'state', 'tmp', 'log', 'out'])
    fs.mkdirSync(path.join(folder, name), { mode: 0o755 })
  const at = (name: string) => path.join(folder, name)
  fs.writeFileSync(
    at('cups-files.conf'),
    [
      ...[`ServerRoot ${at('root')}`, `RequestRoot ${at('spool')}`, `CacheDir ${at('cache')}`],
      ...[`StateDir ${at('state')}`, `TempDir ${at('tmp')}`, `AccessLog ${at('log/access')}`],
      ...[`ErrorLog ${at('log/error')}`, `PageLog ${at('log/page')}`, 'FileDevice Yes', ''],
    ].join('\n'),
  )
  fs.writeFileSync(
    at('cupsd.conf'),
    [
      ...['LogLevel warn', `Listen ${socket}`, 'Browsing No', 'BrowseLocalProtocols none', 'WebInterface No'],
      ...['DefaultAuthType None', '<Location />', 'Order allow,deny', 'Allow all', '</Location>'],
      ...['<Policy default>', '<Limit All>', 'Order allow,deny', 'Allow all', '</Limit>', '</Policy>', ''],
    ].join('\n'),
  )
}

const isUp = (): boolean => /is running/.test(execFileSync('lpstat', ['-r'], { encoding: 'utf8' }))

async function wait(until: () => boolean, what: string): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (until()) return
    await sleep(50)
  }
  throw new Error(`waited in vain for ${what}`)
}

/** Whether a process is over, by itself or by us. */
const over = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

/** Starts a CUPS that only this process and its children reach: `CUPS_SERVER` points at it until `stop`. */
export async function startCups(): Promise<TestCups> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lw-cups-'))
  fs.chmodSync(folder, 0o755) // its filters run as another user
  const socket = path.join(folder, 'cups.sock')
  configure(folder, socket)
  const before = process.env['CUPS_SERVER']
  process.env['CUPS_SERVER'] = socket
  const scheduler = spawn(
    'cupsd',
    ['-f', '-c', path.join(folder, 'cupsd.conf'), '-s', path.join(folder, 'cups-files.conf')],
    { env: withSbin(), stdio: 'ignore' },
  )
  await wait(() => fs.existsSync(socket) && isUp(), 'cupsd')
  const admin = (command: string, ...args: readonly string[]): void =>
    void execFileSync(command, [...args], { env: withSbin(), stdio: ['ignore', 'pipe', 'pipe'] })
  const fileOf = (name: string): string => path.join(folder, 'out', `${name}.pdf`)
  const waiting = (): readonly string[] =>
    execFileSync('lpstat', ['-o'], { encoding: 'utf8' }).split('\n').filter(Boolean)
  return {
    addPrinter: (name, description = name) =>
      admin('lpadmin', '-p', name, '-E', '-v', `file:${fileOf(name)}`, '-P', PPD, '-D', description),
    setDefault: name => admin('lpadmin', '-d', name),
    disable: name => admin('cupsdisable', '-r', 'out of paper', name),
    enable: name => admin('cupsenable', name),
    reject: name => admin('cupsreject', '-r', 'moved', name),
    waiting,
    async printed(name) {
      const file = fileOf(name)
      await wait(() => waiting().length === 0 && fs.existsSync(file) && fs.statSync(file).size > 0, file)
      const bytes = new Uint8Array(fs.readFileSync(file))
      fs.rmSync(file)
      return bytes
    },
    async stop() {
      scheduler.kill('SIGTERM')
      await wait(() => over(scheduler), 'the end of cupsd')
      if (before === undefined) delete process.env['CUPS_SERVER']
      else process.env['CUPS_SERVER'] = before
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}
