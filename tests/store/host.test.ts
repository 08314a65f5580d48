import { spawn, type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { X509Certificate } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { toHex } from '../../shared/kernel/bytes.ts'
import { parsePairingCode } from '../../shared/domain/sync/pairing-code.ts'
import { ensureStoreBuilt } from '../../tools/setup/build-store.mjs'
import { ROOT } from '../../tools/setup/npm.mjs'
import { startCluster, type Cluster } from './postgres.ts'
import { ask, newHand, OFFICE, pairingBody, WORKSTATION, type Hand } from './workstation.ts'

const folder = fs.mkdtempSync(path.join(tmpdir(), 'lw-host-'))
let cluster: Cluster
let running: ChildProcess[] = []

beforeAll(async () => {
  await ensureStoreBuilt()
  cluster = await startCluster()
})
afterEach(async () => {
  await Promise.all(
    running.map(child => (child.exitCode ?? child.signalCode) === null && end(child, 'SIGKILL')),
  )
  running = []
})
afterAll(async () => {
  await cluster.stop()
  fs.rmSync(folder, { recursive: true, force: true })
})

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise(resolve => child.once('exit', code => resolve(code)))

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const gone = ended(child)
  child.kill(signal)
  return gone
}

interface Place {
  readonly home: string
  readonly databaseUrl?: string
}

function run({ home, databaseUrl }: Place, args: readonly string[]): ChildProcess {
  const { DATABASE_URL: _other, ...env } = process.env
  const child = spawn(process.execPath, ['tools/store.mjs', ...args], {
    cwd: ROOT,
    env: { ...env, LW_STORE_HOME: home, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  return child
}

/** One order, to its end. */
async function order(place: Place, ...args: readonly string[]) {
  const child = run(place, [...args, '--json'])
  let out = ''
  child.stdout?.on('data', piece => (out += String(piece)))
  const code = await new Promise<number | null>(resolve => child.once('close', resolve))
  return { code, data: JSON.parse(out) as Readonly<Record<string, unknown>> }
}

/** A store that answers. */
async function start(place: Place): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const child = run(place, ['--port', '0', '--json'])
  let heard = ''
  child.stdout?.on('data', piece => (heard += String(piece)))
  child.stderr?.on('data', piece => (heard += String(piece)))
  await expect.poll(() => heard, { timeout: 60_000 }).toContain('\n')
  const { event, port } = JSON.parse(heard.split('\n')[0] ?? '') as { event: string; port: number }
  expect(event).toBe('listening')
  return { child, port }
}

const rootOf = ({ home }: Place): Uint8Array =>
  new Uint8Array(new X509Certificate(fs.readFileSync(path.join(home, 'keys/root.crt'))).raw)

const addOffice = (place: Place) =>
  order(place, 'office', 'add', '--code', OFFICE.code, '--name', OFFICE.name, '--region', OFFICE.region)

async function secretFrom(place: Place): Promise<string> {
  const { code, data } = await order(
    place,
    'pairing-code',
    '--office',
    OFFICE.code,
    '--workstation',
    WORKSTATION,
  )
  expect(code).toBe(0)
  return toHex(parsePairingCode(String(data['code']))?.secret ?? new Uint8Array())
}

async function pair(place: Place, port: number, secret: string): Promise<Hand> {
  const hand = newHand()
  const answer = await ask({
    port,
    root: rootOf(place),
    path: '/v1/pairing',
    json: pairingBody(hand, secret),
  })
  expect(answer.status, answer.text).toBe(200)
  const { certificate } = answer.json as { certificate: string }
  return { ...hand, certificate: new Uint8Array(Buffer.from(certificate, 'base64')) }
}

describe('the store as a process, on its embedded database', () => {
  const place: Place = { home: path.join(folder, 'embedded') }

  it('takes orders while it runs and while it does not, alone in its folder, and keeps what it was told over a kill', async () => {
    const first = await start(place)
    expect(await addOffice(place)).toMatchObject({ code: 0, data: { code: OFFICE.code } })
    const hand = await pair(place, first.port, await secretFrom(place))
    expect(await order(place, '--port', '0')).toMatchObject({
      code: 1,
      data: { error: { code: 'store-busy' } },
    })
    await end(first.child, 'SIGKILL')
    const second = await start(place)
    const held = { path: '/v1/files/held', json: { files: ['a'.repeat(64)] }, root: rootOf(place), hand }
    expect((await ask({ ...held, port: second.port })).status).toBe(200)
    expect(await order(place, 'revoke', WORKSTATION)).toMatchObject({ code: 0, data: { certificates: 1 } })
    expect((await ask({ ...held, port: second.port })).code).toBe('certificate-refused')
    expect(await end(second.child, 'SIGTERM')).toBe(0)
    expect(fs.existsSync(path.join(place.home, 'process.lock'))).toBe(false)
    expect((await order(place, 'workstations')).data).toMatchObject({
      workstations: [{ id: WORKSTATION, state: 'revoked' }],
    })
  })
})

describe('the store as several processes, on one PostgreSQL', () => {
  it('answers the same from each of them, started at once', async () => {
    const place: Place = {
      home: path.join(folder, 'several'),
      databaseUrl: await cluster.createDatabase('several'),
    }
    const [one, two] = await Promise.all([start(place), start(place)])
    expect((await addOffice(place)).code).toBe(0)
    const hand = await pair(place, one.port, await secretFrom(place))
    const held = { path: '/v1/files/held', json: { files: ['a'.repeat(64)] }, root: rootOf(place), hand }
    for (const { port } of [one, two]) expect((await ask({ ...held, port })).status).toBe(200)
    expect(await end(one.child, 'SIGTERM')).toBe(0)
    expect((await ask({ ...held, port: two.port })).status).toBe(200)
  })

  it('says what stands in its way', async () => {
    const home = path.join(folder, 'astray')
    const nowhere = { home, databaseUrl: 'postgres://nobody:secret@127.0.0.1:1/none' }
    const unreachable = await order(nowhere, 'workstations')
    expect(unreachable).toMatchObject({ code: 1, data: { error: { code: 'database-unreachable' } } })
    expect(JSON.stringify(unreachable)).not.toContain('secret')
    expect(await order({ home }, 'start')).toMatchObject({ code: 2, data: { error: { code: 'usage' } } })
    expect(await order({ home }, '--host', '192.0.2.1', '--port', '0')).toMatchObject({
      data: { error: { code: 'address-unfit' } },
    })
    const place: Place = { home, databaseUrl: await cluster.createDatabase('astray') }
    const { port } = await start(place)
    expect(await order(place, '--port', String(port))).toMatchObject({
      code: 1,
      data: { error: { code: 'port-taken' } },
    })
    const wrong = [
      [['office', 'add', '--code', 'X', '--name', 'N', '--region', '330000'], 'office-code-invalid'],
      [
        ['office', 'add', '--code', OFFICE.code, '--name', '甲'.repeat(201), '--region', '330000'],
        'office-name-invalid',
      ],
      [['office', 'add', '--code', OFFICE.code, '--name', 'N', '--region', '33'], 'office-region-invalid'],
      [['pairing-code', '--office', OFFICE.code, '--workstation', WORKSTATION], 'office-unknown'],
      [['revoke', WORKSTATION], 'workstation-unknown'],
    ] as const
    for (const [args, code] of wrong)
      expect(await order(place, ...args), args.join(' ')).toMatchObject({
        code: 1,
        data: { error: { code } },
      })
  })
})
