import { createHash } from 'node:crypto'
import { type WorkstationDatabase } from '../../electron/ports/database.ts'
import { setPairing } from '../../electron/usecases/common/pairing.ts'
import { setOffice } from '../../electron/usecases/common/settings.ts'
import { correctRecord } from '../../electron/usecases/sync/correct-record.ts'
import { drainOutbox } from '../../electron/usecases/sync/drain-outbox.ts'
import { type SyncPorts } from '../../electron/usecases/sync/ports.ts'
import { type Instant } from '../../shared/kernel/instant.ts'
import { CLERK, OFFICE } from '../builders/records.ts'
import { builtinStandard } from '../builders/workstation-db.ts'
import { type FakeClock } from '../fakes/clock.ts'
import { FAULTS, Killed, scriptedStore, type Fault, type ScriptedStore } from './scripted-store.ts'

/** A small generator of numbers from a seed, so that a schedule can be run again. */
export function numbersFrom(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = a
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Breaks one guarantee, to see that the model catches it. */
export type Refit = (ports: SyncPorts, store: ScriptedStore) => SyncPorts

export interface Scene {
  readonly store: ScriptedStore
  readonly clock: FakeClock
  db: WorkstationDatabase
  reopen(): Promise<void>
  readonly refit: Refit
}

export const sceneStore = (): ScriptedStore => scriptedStore(OFFICE.workstationId, subject => subject)

/** The office and its pairing, so that the engine runs; keys and certificates have tests of their own. */
export function pairScene(scene: Scene): void {
  const at = scene.clock.now()
  scene.db.write(stores => {
    setOffice(stores, OFFICE)
    setPairing(stores, {
      address: 'https://store.invalid',
      storeName: '样例库',
      root: Buffer.from(scene.store.root).toString('base64'),
      certificate: '',
      sealedKey: '',
      pairedAt: at,
      certificateFrom: at,
      validUntil: '2099-01-01T00:00:00.000Z' as Instant,
    })
  })
}

let ids = 0

export function scenePorts(scene: Scene, random: () => number): SyncPorts {
  const ports: SyncPorts = {
    db: scene.db,
    clock: scene.clock,
    ids: { next: () => (++ids).toString(16).padStart(32, '0') },
    gateway: scene.store.gateway,
    envelopes: scene.store.envelopes,
    vault: {
      read: () => undefined,
      put: () => undefined,
      draft: () => Promise.reject(new Error('not here')),
      remove: () => undefined,
      list: () => [],
      absolute: path => path,
    },
    digests: { sha256: bytes => createHash('sha256').update(bytes).digest('hex') },
    turns: { next: () => Promise.resolve() },
    standard: builtinStandard,
    random,
  }
  return scene.refit(ports, scene.store)
}

const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)] as T

function append(scene: Scene, lane: string, value: string): void {
  scene.db.write(stores =>
    stores.outbox.append({ type: 'status', subject: lane, payload: { value } }, scene.clock.now()),
  )
}

/** One run of the engine, under faults; a kill leaves everything as it lay. */
async function drainOnce(scene: Scene, random: () => number, faults: readonly Fault[]): Promise<void> {
  const left = [...faults]
  scene.store.state.fault = () => (random() < 0.7 ? left.shift() : undefined)
  let stopAt = random() < 0.2 ? Math.floor(random() * 6) : Infinity
  try {
    const done = await drainOutbox(scenePorts(scene, random))(CLERK, {
      atOnce: random() < 0.5,
      stopped: () => --stopAt < 0,
    })
    if (!done.ok) throw new Error(`the engine does not start: ${done.error.code}`)
  } catch (error) {
    if (!(error instanceof Killed)) throw error
    if (random() < 0.1) await scene.reopen()
  } finally {
    scene.store.state.fault = () => undefined
  }
}

/** Everything that must be true at any moment. */
export function promisesKept(scene: Scene, from: number): void {
  const { store } = scene
  if (store.broken.length > 0) throw new Error(store.broken.join('; '))
  scene.db.read(stores => {
    for (let seq = from + 1; seq <= stores.outbox.count(); seq++) {
      const receipt = stores.sync.receiptOf(seq)
      if (!receipt) continue
      const held = store.held.get(seq)
      if (!held) throw new Error(`record ${seq} is settled here and unknown to the store`)
      const verdict = stores.sync.returnedRecord(seq) ? 'returned' : undefined
      if (verdict && held.verdict !== verdict) throw new Error(`record ${seq} is ${verdict} here only`)
    }
  })
}

/** Corrects everything that was returned; some corrections are wrong at first. */
function correctAll(scene: Scene, random: () => number): void {
  const open = scene.db.read(stores => stores.sync.returned(1_000)).filter(one => one.correctedBy === null)
  for (const { seq } of open) {
    const correct = correctRecord({ ...scenePorts(scene, random), db: scene.db })
    const done = correct(CLERK, { seq, field: 'value', value: 'good' })
    if (!done.ok) throw new Error(`record ${seq} cannot be corrected: ${done.error.code}`)
  }
}

async function whenAllIsWell(
  scene: Scene,
  random: () => number,
  isDone: () => boolean = () => false,
): Promise<void> {
  for (let i = 0; i < 40 && !isDone(); i++) {
    scene.clock.advance({ minutes: 11 })
    const done = await drainOutbox(scenePorts(scene, random))(CLERK, { atOnce: false })
    if (!done.ok) throw new Error(done.error.code)
    if (done.value.trouble === null && done.value.nextTry === null) return
  }
}

/** Records that nothing holds up: no returned or poisoned record stands before them in their lane. */
function unhindered(scene: Scene, from: number): readonly number[] {
  return scene.db.read(stores => {
    const hindered = new Set<string>()
    const free: number[] = []
    for (let seq = from + 1; seq <= stores.outbox.count(); seq++) {
      const record = stores.outbox.get(seq)
      if (!record) throw new Error(`record ${seq} is lost`)
      const value = (record.payload as { value?: string }).value
      const isOpen = stores.sync.returnedRecord(seq) !== undefined
      if (value === 'poison' || isOpen) hindered.add(record.subject)
      else if (!hindered.has(record.subject)) free.push(seq)
    }
    return free
  })
}

const isEmpty = (scene: Scene): boolean =>
  scene.db.read(({ sync }) => sync.counts().waiting === 0 && sync.returned(1).length === 0)

/**
 * One schedule: records of a few licences are made while the network comes and goes, questions and answers are lost, and the
 * program is killed; then everything is well. Throws where a promise is broken.
 */
export async function runSchedule(scene: Scene, seed: number): Promise<void> {
  const random = numbersFrom(seed)
  const from = scene.db.read(stores => stores.outbox.count())
  scene.store.state.poisoned = true
  scene.store.state.questions = 0
  const lanes = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, i) => `lane-${seed}-${i}`)
  scene.store.tellChain(() => scene.db.read(stores => stores.outbox.list({ afterSeq: from, limit: 1_000 })))
  const steps = 4 + Math.floor(random() * 9)
  for (let step = 0; step < steps; step++) {
    const what = random()
    if (what < 0.35)
      for (let n = 0; n < 1 + random() * 4; n++)
        append(scene, pick(lanes, random), random() < 0.2 ? 'bad' : random() < 0.06 ? 'poison' : `v${n}`)
    else if (what < 0.85) {
      const faults = Array.from({ length: Math.floor(random() * 4) }, () => pick(FAULTS, random))
      await drainOnce(scene, random, faults)
    } else if (what < 0.93) correctAll(scene, random)
    else scene.clock.advance({ minutes: Math.ceil(random() * 12) })
    promisesKept(scene, from)
  }
  const delayed = (): readonly number[] => unhindered(scene, from).filter(seq => !scene.store.held.has(seq))
  await whenAllIsWell(scene, random, () => delayed().length === 0)
  promisesKept(scene, from)
  const stuck = delayed()
  if (stuck.length > 0) throw new Error(`records ${stuck.join()} are delayed by others`)
  scene.store.state.poisoned = false
  // One round for each record of a lane that was returned, at most.
  for (let round = 0; round < 100 && !isEmpty(scene); round++) {
    correctAll(scene, random)
    await whenAllIsWell(scene, random)
  }
  promisesKept(scene, from)
  scene.db.read(stores => {
    const { waiting } = stores.sync.counts()
    if (waiting > 0) throw new Error(`${waiting} records wait for ever`)
    for (let seq = from + 1; seq <= stores.outbox.count(); seq++) {
      const record = stores.outbox.get(seq)
      if (!record || !(scene.store.isAccepted(record.recordId) || scene.store.isReplaced(record.recordId)))
        throw new Error(`record ${seq} never reached the store`)
    }
  })
}
