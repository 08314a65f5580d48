import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AHEAD } from '../../../electron/usecases/issuing/issue-line.ts'
import { seeded, SCALE, PATIENCE } from '../db/random.ts'
import { removeTemporary } from '../../integration/issuing/support.ts'
import { bundleChild, runChild, type Order } from './child.ts'
import { examine, type Acknowledged, type Examined } from './examine.ts'
import { copyOf, makeScene, type Scene } from './scene.ts'

const TOTAL = 160
let child = ''
let scene: Scene
let steps: readonly string[] = []
beforeAll(async () => {
  child = await bundleChild()
  scene = await makeScene(TOTAL)
  const listed = copyOf(scene)
  const told = await runChild({ child, ...listed, target: 'list' })
  expect([told.errors, told.killed]).toEqual([[], false])
  steps = [...new Set(told.steps)]
})
afterAll(() => {
  removeTemporary()
  if (child !== '') rmSync(dirname(child), { recursive: true, force: true })
})

interface Loop {
  readonly harm: string[]
  readonly notKilled: string[]
  kills: number
  readonly acknowledged: Acknowledged[]
  last: Examined | undefined
}

/** Kills, opens, examines, again and again over one data folder. */
async function killLoop(at: Scene, orders: readonly Pick<Order, 'target' | 'killAfter'>[]): Promise<Loop> {
  const loop: Loop = { harm: [], notKilled: [], kills: 0, acknowledged: [], last: undefined }
  for (const order of orders) {
    const told = await runChild({ child, ...at, ...order })
    loop.harm.push(...told.errors)
    loop.acknowledged.push(...told.acknowledged)
    if (told.killed) loop.kills++
    else loop.notKilled.push(`${order.target}: ${told.end}`)
    const found = await examine(at.dataDir, at.batchId, loop.acknowledged)
    loop.harm.push(...found.harm.map(text => `${order.target}: ${text}`))
    // Killed between the commit and its telling, a licence is there untold; never more than one a kill.
    if (found.issued - (loop.last?.issued ?? 0) > told.acknowledged.length + 1)
      loop.harm.push(`${order.target}: issued more than it told`)
    loop.last = found
    if (loop.harm.length > 0) break
  }
  return loop
}

/** Resumes once more, without a kill, and looks at the whole. */
async function resumeToTheEnd(at: Scene, loop: Loop): Promise<Examined> {
  const told = await runChild({ child, ...at, target: 'none' })
  expect([told.errors, told.killed]).toEqual([[], false])
  loop.acknowledged.push(...told.acknowledged)
  return examine(at.dataDir, at.batchId, loop.acknowledged)
}

function expectWhole(end: Examined, at: Scene): void {
  expect(end.harm).toEqual([])
  expect([end.issued, end.waiting]).toEqual([at.total, 0])
  // One block serves all of them; 25 licences were issued from it before: consecutive, none left out.
  expect([...end.next.values()].filter(next => next > 0)).toEqual([at.total])
}

describe.concurrent('SIGKILL while a batch is issued', { timeout: PATIENCE * 5 }, () => {
  it('at every step from number to queue leaves a licence whole or not there, and the batch goes on exactly', async () => {
    expect(steps.length).toBeGreaterThan(45)
    expect(steps.filter(step => step.startsWith('discard'))).toHaveLength(2 * AHEAD)
    const at = copyOf(scene)
    const loop = await killLoop(
      at,
      steps.map(target => ({ target })),
    )
    expect(loop.harm).toEqual([])
    // How many of those in hand come to one of these between two licences is chance; the first is killed at each.
    const chance = /^(render|sign|key|own-check|draft|file)\.\S+#[2-9]: /
    expect(loop.notKilled.filter(text => !chance.test(text))).toEqual([])
    expectWhole(await resumeToTheEnd(at, loop), at)
    console.info(`kills at named steps: ${loop.kills}, told ${loop.acknowledged.length}`)
  })

  it('at random moments does no harm either', async () => {
    const random = seeded(Number(process.env['LW_SEED'] ?? 11))
    for (let copy = 0; copy < SCALE; copy++) {
      const at = copyOf(scene)
      const loop = await killLoop(
        at,
        Array.from({ length: 25 }, () => ({
          target: 'none',
          killAfter: { told: Math.floor(random() * 3), wait: Math.floor(random() * 60) },
        })),
      )
      expect(loop.harm).toEqual([])
      expectWhole(await resumeToTheEnd(at, loop), at)
      expect(loop.kills).toBeGreaterThan(10)
      console.info(`random kills: ${loop.kills}, told ${loop.acknowledged.length}`)
    }
  })
})

describe('controls: the checker finds', { timeout: PATIENCE }, () => {
  const found = async (variant: Order['variant'], target: string): Promise<readonly string[]> => {
    const at = copyOf(scene)
    const told = await runChild({ child, ...at, target, ...(variant ? { variant } : {}) })
    expect([told.errors, told.at]).toEqual([[], target])
    return (await examine(at.dataDir, at.batchId, told.acknowledged)).harm
  }
  it('a transaction written before its file', async () => {
    const harm = await found('file-late', 'control.before-late-file#2')
    expect(harm.join('\n')).toMatch(/a licence without its file/)
  })
  it('a licence told before its commit', async () => {
    const harm = await found('told-early', 'write.before-commit#2')
    expect(harm.join('\n')).toMatch(/told, and not there/)
  })
  it('a number taken outside the transaction', async () => {
    const harm = await found('number-loose', 'control.number-gone#1')
    expect(harm.join('\n')).toMatch(/a number used by no licence/)
  })
  it('nothing where nothing is wrong', async () => {
    expect(await found('right', 'write.before-commit#2')).toEqual([])
  })
})
