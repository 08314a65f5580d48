import { describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../../electron/db/engine/database.ts'
import { DatabaseDamagedError, DiskError, DiskFullError } from '../../../electron/db/engine/errors.ts'
import { PATIENCE, SCALE, seeded } from './random.ts'
import { type Fault, type Operation, VirtualDisk } from './virtual-disk.ts'
import { CRASH_KEY, examine, prepareWorkload, writeTransaction } from './workload.ts'

const FILE = '/virtual/f.db'
const open = (disk: VirtualDisk): Promise<Database> =>
  openDatabase({ file: FILE, key: CRASH_KEY, io: disk.io, lock: false, cacheKiB: 32 })

interface Told {
  full: number
  disk: number
  faults: number
  harm: string[]
}

type Plan = (random: () => number) => (operation: Operation) => Fault

/** The fault strikes three times in a row, somewhere in the round. */
const strikes =
  (code: string, at: Operation): Plan =>
  random => {
    let before = Math.floor(random() * (at === 'truncate' ? 2 : 40))
    let left = 3
    return operation => (operation === at && before-- <= 0 && left-- > 0 ? { code } : undefined)
  }

const diskFillsUp: Plan = random => {
  let room = random() * 100
  return operation => (operation === 'write' && --room < 0 ? { code: 'ENOSPC' } : undefined)
}

const shortWrites: Plan = random => operation =>
  operation === 'write' && random() < 0.2 ? 'short' : undefined

/** Rounds of 25 transactions under a fault; after each round the database is opened again and examined. */
async function run(plan: Plan, rounds: number, spoil?: (disk: VirtualDisk) => void): Promise<Told> {
  const random = seeded(99)
  const disk = new VirtualDisk(random)
  const told: Told = { full: 0, disk: 0, faults: 0, harm: [] }
  spoil?.(disk)
  let files = new Map<string, Buffer>()
  let acknowledged = 0
  let mayBeThere = 0
  for (let round = 0; round < rounds; round++) {
    disk.mount(files)
    let db: Database | undefined
    try {
      db = await open(disk)
      prepareWorkload(db)
      const found = await examine(db)
      if (found.last < acknowledged || found.last > mayBeThere)
        told.harm.push(`${round}: ${found.last}, expected ${acknowledged} to ${mayBeThere}`)
      if (found.partial > 0) told.harm.push(`${round}: ${found.partial} partial`)
      told.harm.push(...found.malformed)
      acknowledged = mayBeThere = found.last
      const fault = plan(random)
      disk.fault = operation => {
        const now = fault(operation)
        if (now !== undefined) told.faults++
        return now
      }
      for (let t = 0; t < 25; t++) {
        mayBeThere = acknowledged + 1
        try {
          writeTransaction(db, acknowledged + 1, random)
          if (t % 8 === 7) db.checkpoint()
          acknowledged++
        } catch (error) {
          if (!afterError(db, error, told, acknowledged)) break
          mayBeThere = acknowledged = Number(db.get('SELECT max(n) AS n FROM tx')?.['n'] ?? 0)
        }
      }
    } catch (error) {
      told.harm.push(`${round}: ${String(error)}`)
    }
    disk.fault = undefined
    db?.close()
    files = disk.contents()
  }
  return told
}

/** Full: the database goes on. Disk error: everything but close is refused. */
function afterError(db: Database, error: unknown, told: Told, acknowledged: number): boolean {
  if (error instanceof DiskFullError) {
    told.full++
    const last = Number(db.get('SELECT coalesce(max(n), 0) AS n FROM tx')?.['n'])
    if (last !== acknowledged && last !== acknowledged + 1) told.harm.push(`after a full disk: ${last}`)
    return true
  }
  if (!(error instanceof DiskError)) throw error
  told.disk++
  expect(error.outcome).toBe('unknown')
  expect(() => db.get('SELECT 1 AS one')).toThrow(DiskError)
  expect(() => db.run('DELETE FROM tx')).toThrow(DiskError)
  return false
}

const ROUNDS = 6 * SCALE

describe('faults of the disk', { timeout: PATIENCE }, () => {
  it.each(['write', 'truncate', 'fsync', 'read'] as const)(
    'an EIO of %s is told as an unknown outcome, and nothing is lost',
    async operation => {
      const told = await run(strikes('EIO', operation), ROUNDS)
      expect(told.harm).toEqual([])
      expect(told.disk).toBeGreaterThan(0)
      expect(told.full).toBe(0)
    },
  )

  it('a disk that is full for a moment is told, and the database goes on', async () => {
    const told = await run(strikes('ENOSPC', 'write'), ROUNDS)
    expect(told.harm).toEqual([])
    expect(told.full).toBeGreaterThan(0)
    expect(told.disk).toBe(0)
  })

  it('a disk that fills up and stays full loses nothing', async () => {
    const told = await run(diskFillsUp, ROUNDS)
    expect(told.harm).toEqual([])
    expect(told.full).toBeGreaterThan(0)
  })

  it('short writes are gone on with', async () => {
    const told = await run(shortWrites, ROUNDS)
    expect(told).toMatchObject({ harm: [], full: 0, disk: 0 })
    expect(told.faults).toBeGreaterThan(100)
  })

  it('control: a disk that drops writes silently is found out', async () => {
    const told = await run(
      () => () => undefined,
      6,
      disk => {
        const write = disk.io.write
        let count = 0
        disk.io.write = (fd, from, at, length, position) =>
          ++count % 50 === 0 ? length : write(fd, from, at, length, position)
      },
    )
    expect(told.harm).not.toEqual([])
  })

  it.each([1, 2])('an EIO of the %s. syncDir leaves a database that opens again', async nth => {
    const disk = new VirtualDisk(seeded(3))
    let count = 0
    disk.fault = operation => (operation === 'syncDir' && ++count === nth ? { code: 'EIO' } : undefined)
    const first = async (): Promise<Database> => {
      const db = await open(disk)
      prepareWorkload(db)
      return db
    }
    await expect(first()).rejects.toThrow(DiskError)
    expect(count).toBe(nth)
    disk.mount(disk.contents())
    const db = await first()
    writeTransaction(db, 1, seeded(1))
    expect(await examine(db)).toEqual({ last: 1, partial: 0, malformed: [] })
    db.close()
  })

  it('a full disk while opening leaves the log, and the database opens', async () => {
    const disk = new VirtualDisk(seeded(3))
    const db = await open(disk)
    prepareWorkload(db)
    writeTransaction(db, 1, seeded(1))
    disk.mount(disk.contents())
    disk.fault = operation => (operation === 'write' ? { code: 'ENOSPC' } : undefined)
    const again = await open(disk)
    expect(again.get('SELECT max(n) AS n FROM tx')).toEqual({ n: 1 })
    expect(() => again.run('DELETE FROM tx')).toThrow(DiskFullError)
    expect(again.get('SELECT max(n) AS n FROM tx')).toEqual({ n: 1 })
    again.close()
    db.close()
  })

  it('a broken frame before the end of the log is damage, not the end of the log', async () => {
    const disk = new VirtualDisk(seeded(3))
    const db = await open(disk)
    prepareWorkload(db)
    for (let n = 1; n <= 5; n++) writeTransaction(db, n, () => 0.5)
    const files = disk.contents()
    const log = files.get(`${FILE}-wal`)!
    const flipped = Buffer.from(log)
    flipped[32 + 4120 + 24 + 100]! ^= 1
    disk.mount(new Map([...files, [`${FILE}-wal`, flipped]]))
    const error = await open(disk).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(DatabaseDamagedError)
    expect((error as DatabaseDamagedError).walFrame).toBe(2)
    expect(disk.contents().get(`${FILE}-wal`)?.equals(flipped)).toBe(true)
    db.close()
  })
})
