import { type Database, openDatabase } from '../../../electron/db/engine/database.ts'
import { seeded } from './random.ts'
import { VirtualDisk } from './virtual-disk.ts'
import { CRASH_KEY, examine, prepareWorkload, writeTransaction } from './workload.ts'

export interface PowerCutOptions {
  readonly rounds: number
  readonly seed: number
  /** Control: pass over every n-th fsync (1: all of them). */
  readonly skipFsync?: number
  /** Stop at the first harm. */
  readonly untilHarm?: boolean
}

export interface PowerCutResult {
  commits: number
  cutsInRecovery: number
  /** Harm of every kind, in words; empty is what we want. */
  readonly harm: string[]
}

const FILE = '/virtual/p.db'
/** A new database after so many rounds: small ones are quick to examine, and birth is cut too. */
const ROUNDS_A_DATABASE = 40
const open = (disk: VirtualDisk): Promise<Database> =>
  openDatabase({ file: FILE, key: CRASH_KEY, io: disk.io, lock: false, cacheKiB: 32 })

/** Writes, cuts the power at a random operation (also during recovery), starts again, looks for what is lost. */
export async function cutPower(options: PowerCutOptions): Promise<PowerCutResult> {
  const random = seeded(options.seed)
  const disk = new VirtualDisk(random)
  if (options.skipFsync !== undefined) skipFsyncs(disk, options.skipFsync)
  const state: State = { acknowledged: 0, writing: false, db: undefined }
  const result: PowerCutResult = { commits: 0, cutsInRecovery: 0, harm: [] }
  let files = new Map<string, Buffer>()
  for (let round = 0; round < options.rounds; round++) {
    if (round % ROUNDS_A_DATABASE === 0) {
      files = new Map()
      state.acknowledged = 0
    }
    disk.mount(files)
    if (random() < 0.15) disk.cutAt = 1 + Math.floor(random() * 40) // during recovery
    try {
      await runUntilCut(disk, random, state, result, round)
    } catch (error) {
      if (!disk.isCut)
        result.harm.push(`${round}: ${state.writing ? 'writing' : 'opening'}: ${String(error)}`)
      else if (!state.writing) result.cutsInRecovery++
    }
    files = disk.afterPowerCut()
    state.db?.close()
    if (options.untilHarm === true && result.harm.length > 0) break
  }
  return result
}

interface State {
  acknowledged: number
  writing: boolean
  db: Database | undefined
}

/** Ends only by throwing: when the power goes, or when something is wrong. */
async function runUntilCut(
  disk: VirtualDisk,
  random: () => number,
  state: State,
  result: PowerCutResult,
  round: number,
): Promise<never> {
  state.writing = false
  state.db = undefined
  const db = (state.db = await open(disk))
  prepareWorkload(db)
  const found = await examine(db)
  if (found.last < state.acknowledged)
    result.harm.push(`${round}: lost ${state.acknowledged} -> ${found.last}`)
  if (found.partial > 0) result.harm.push(`${round}: ${found.partial} partial`)
  result.harm.push(...found.malformed.map(text => `${round}: ${text}`))
  state.acknowledged = found.last
  state.writing = true
  const far = random() < 0.6 ? random() * 80 : random() ** 3 * 4000
  if (disk.cutAt === Infinity) disk.cutAt = disk.operations + 1 + Math.floor(far)
  for (let n = state.acknowledged + 1; ; n++) {
    writeTransaction(db, n, random)
    state.acknowledged = n
    result.commits++
    if (random() < 0.05) db.checkpoint()
  }
}

function skipFsyncs(disk: VirtualDisk, every: number): void {
  const fsync = disk.io.fsync
  let count = 0
  disk.io.fsync = fd => {
    if (++count % every !== 0) fsync(fd)
  }
}

const LAST = 44

export interface SweepResult {
  cuts: number
  /** Disks on which page 1 was torn. */
  tornFirstPages: number
  readonly harm: string[]
}

/** Cuts the power at every single operation of a checkpoint, tears every write that was on its way, and starts again. */
export async function sweepCheckpoint(tornHeaderRule: boolean, untilHarm = false): Promise<SweepResult> {
  const random = seeded(7)
  const disk = new VirtualDisk(random)
  disk.tearAll = true
  const before = await grownDatabase(disk, random)
  const result: SweepResult = { cuts: 0, tornFirstPages: 0, harm: [] }
  for (let at = 1; ; at++) {
    disk.mount(before)
    const first = await cutCheckpoint(disk, random, at)
    if (first === 'finished' || (untilHarm && result.harm.length > 0)) return result
    result.cuts++
    if (first === 'torn') result.tornFirstPages++
    const harm = await harmOf(disk, tornHeaderRule)
    if (harm !== undefined) result.harm.push(`cut at ${at}: ${harm}`)
  }
}

/** Writes up to LAST, cuts the checkpoint at that operation, and mounts what is left. Tells what became of page 1. */
async function cutCheckpoint(
  disk: VirtualDisk,
  random: () => number,
  at: number,
): Promise<'finished' | 'torn' | 'whole'> {
  const firstPage = (files: Map<string, Buffer>): Buffer =>
    files.get(FILE)?.subarray(0, 4096) ?? Buffer.alloc(0)
  const db = await open(disk)
  for (let n = 41; n <= LAST; n++) writeTransaction(db, n, () => 0.05, 30) // the file grows: page 1 changes
  const old = firstPage(disk.contents())
  disk.cutAt = disk.operations + at
  try {
    db.checkpoint()
  } catch (error) {
    if (!disk.isCut) throw error
  }
  const finished = !disk.isCut
  const written = firstPage(disk.contents())
  const after = disk.afterPowerCut()
  db.close()
  disk.mount(after)
  if (finished) return 'finished'
  const left = firstPage(after)
  return left.equals(old) || left.equals(written) ? 'whole' : 'torn'
}

async function grownDatabase(disk: VirtualDisk, random: () => number): Promise<Map<string, Buffer>> {
  disk.mount(new Map())
  const db = await open(disk)
  prepareWorkload(db)
  for (let n = 1; n <= 40; n++) writeTransaction(db, n, random, 10)
  db.close()
  return disk.contents()
}

async function harmOf(disk: VirtualDisk, tornHeaderRule: boolean): Promise<string | undefined> {
  try {
    const db = await openDatabase({
      file: FILE,
      key: CRASH_KEY,
      io: disk.io,
      lock: false,
      tornHeaderRule,
    })
    try {
      const found = await examine(db)
      if (found.last !== LAST) return `${found.last} of ${LAST}`
      return found.partial > 0 || found.malformed.length > 0 ? JSON.stringify(found) : undefined
    } finally {
      db.close()
    }
  } catch (error) {
    return String(error)
  }
}
