import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { KIND_IDS } from '../../../shared/domain/kinds/kind.ts'
import { json, ROOT, scratch, type Item } from '../cli/cli.ts'
import { readDemo } from './support.ts'

/** `npm run demo` as a process of its own, in a folder of its own; each test goes on where the one before it ended. */
const place = scratch()
const data = place.in('office')
const out = place.in('out')
const D = ['--data', data]

afterAll(() => place.remove())

interface Demonstration {
  readonly child: ChildProcess
  readonly done: Promise<{ readonly code: number | null; readonly said: string }>
}

function demonstrate(): Demonstration {
  const child = spawn(process.execPath, [path.join(ROOT, 'tools/demo.mjs')], {
    cwd: place.folder,
    env: { ...process.env, LW_DATA: data, LW_DEMO_OUT: out },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  const done = new Promise<{ code: number | null; said: string }>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ code, said }))
  })
  return { child, done }
}

/** Kills it without warning as soon as `reached`: the work is in its midst, whatever the machine's speed. */
async function killedWhen(reached: () => boolean): Promise<void> {
  const { child, done } = demonstrate()
  while (!reached() && child.exitCode === null) await sleep(2)
  child.kill('SIGKILL')
  expect((await done).code).toBeNull()
}

const copiesOf = (kind: string): readonly string[] => {
  const folder = path.join(out, kind)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter(name => name.endsWith('.pdf'))
    .sort()
    .map(name => path.join(folder, name))
}
const copies = (): readonly string[] => KIND_IDS.flatMap(copiesOf)
const digests = (files: readonly string[]): readonly string[] =>
  files.map(file => createHash('sha256').update(readFileSync(file)).digest('hex'))

const register = async (): Promise<readonly Item[]> =>
  (await json(['list', 'licences', '--limit', '1000', ...D])).items

describe('npm run demo', () => {
  it('leaves no office when it is killed while making one', async () => {
    await killedWhen(() => existsSync(`${data}.part`))
    expect(existsSync(data)).toBe(false)
  })

  it('finishes what a kill in the middle left, without a licence twice', async () => {
    await killedWhen(() => copies().length >= 15)
    const early = copies()
    const before = digests(early)
    const { code, said } = await demonstrate().done
    expect(said).not.toContain('✗')
    expect(code).toBe(0)
    expect(digests(early)).toEqual(before)

    for (const kind of KIND_IDS) {
      const { rows } = await readDemo(`${kind}.xlsx`, kind)
      expect([kind, copiesOf(kind).length]).toEqual([kind, rows.length])
    }
    const licences = await register()
    expect(licences).toHaveLength(copies().length)
    expect(new Set(licences.map(one => one['number'])).size).toBe(licences.length)
    expect((await json(['outbox', 'check', ...D])).items).toMatchObject([{ ok: true }])
    expect((await json(['blocks', 'audit', ...D])).items).toMatchObject([{ faults: [] }])
    expect(said).toContain(`✓ ${copies().length} 份演示证照已制发并全部通过核验`)
  })

  it('has issued what the command verify calls passed', async () => {
    const { code, items } = await json(['verify', ...copies(), '--trust', path.join(data, 'demo/root.der')])
    expect(code).toBe(0)
    expect(items).toHaveLength(copies().length)
    expect(items.every(one => one['verdict'] === 'passed')).toBe(true)
  })

  it('finds what is there the second time and issues nothing', async () => {
    const licences = await register()
    const before = digests(copies())
    const { code, said } = await demonstrate().done
    expect(code).toBe(0)
    expect(said).toContain(`演示机关已在：${data}`)
    expect(said).not.toMatch(/制发演示证照|首次启动/)
    expect(digests(copies())).toEqual(before)
    expect(await register()).toEqual(licences)
  })

  it('puts back a copy that somebody deleted, byte for byte', async () => {
    const [lost] = copiesOf('entertainment')
    const before = digests(copies())
    rmSync(lost!)
    expect((await demonstrate().done).code).toBe(0)
    expect(digests(copies())).toEqual(before)
  })

  it('says so and fails when a copy was tampered with', async () => {
    const [file] = copiesOf('tour-guide')
    const bytes = readFileSync(file!)
    writeFileSync(file!, Buffer.concat([bytes, Buffer.from('\n%')]))
    const { code, said } = await demonstrate().done
    writeFileSync(file!, bytes)
    expect(code).toBe(1)
    expect(said).toMatch(/核验未通过[\s\S]*Did not verify/)
    expect(said).toContain(path.basename(file!))
  })
})
