import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseBusyError, type LockOwner } from '../engine/errors.ts'

export interface FileLock {
  release(): void
}

interface Claim extends LockOwner {
  /** Start of the process in clock ticks, so that a pid given to another process is not taken for the owner. */
  readonly start: string
  /** The machine's boot: claims of an earlier one are void. */
  readonly boot: string
}

const ATTEMPTS = 6
const MAX_CLAIM_BYTES = 4096

function readSmall(path: string): string {
  try {
    return readFileSync(path, 'utf8').slice(0, MAX_CLAIM_BYTES)
  } catch {
    return ''
  }
}

const bootId = (): string => readSmall('/proc/sys/kernel/random/boot_id').trim()

/** Field 22 of /proc/pid/stat; empty where there is no /proc. */
function startOf(pid: number): string {
  const stat = readSmall(`/proc/${pid}/stat`)
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

function parseClaim(text: string): Claim | undefined {
  try {
    const c = JSON.parse(text) as Partial<Claim> | null
    const sound =
      Number.isInteger(c?.pid) &&
      typeof c?.host === 'string' &&
      typeof c.start === 'string' &&
      typeof c.boot === 'string'
    return sound ? (c as Claim) : undefined
  } catch {
    return undefined
  }
}

function isAlive(claim: Claim): boolean {
  if (claim.host !== hostname()) return true // another machine: only a person can know
  if (claim.boot !== '' && claim.boot !== bootId()) return false
  try {
    process.kill(claim.pid, 0)
  } catch (error) {
    if ((error as { code?: string }).code === 'ESRCH') return false
  }
  return claim.start === '' || claim.start === startOf(claim.pid)
}

/** Live claims of others on the database; claims of the dead are removed on the way. */
function rivalsOf(path: string, mine: string): LockOwner[] {
  const folder = dirname(path)
  const prefix = `${basename(path)}.lock.`
  const rivals: LockOwner[] = []
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix) || name === mine || name.endsWith('.part')) continue
    const claim = parseClaim(readSmall(join(folder, name)))
    if (claim && isAlive(claim)) rivals.push({ pid: claim.pid, host: claim.host })
    else removeQuietly(join(folder, name))
  }
  return rivals
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    // gone already
  }
}

/**
 * Keeps other processes out of the database. Each opener first announces itself by a file of its own name
 * (`<database>.lock.<pid>-<random>`, there whole through a rename), then looks for others: whoever sees a live rival
 * takes its claim back. Of two openers at least one sees the other, so never two hold it; there is no moment of
 * "taking over" to race for, and no hard link is needed (FAT and exFAT have none). A dead owner (pid and start time,
 * same boot, same machine) does not count. Where there is no /proc, a pid in use again counts as alive.
 *
 * Throws DatabaseBusyError with the owner.
 */
export async function lockFile(path: string): Promise<FileLock> {
  const claim: Claim = {
    pid: process.pid,
    host: hostname(),
    start: startOf(process.pid),
    boot: bootId(),
  }
  let rival: LockOwner = claim
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const file = `${path}.lock.${process.pid}-${randomBytes(6).toString('hex')}`
    writeFileSync(`${file}.part`, JSON.stringify(claim), { mode: 0o600 })
    renameSync(`${file}.part`, file)
    const [first] = rivalsOf(path, basename(file))
    if (!first) return { release: () => removeQuietly(file) }
    removeQuietly(file)
    rival = first
    // Two that met take different pauses, so that one of them finds the way free.
    await sleep(5 + Math.random() * 20 * (attempt + 1))
  }
  throw new DatabaseBusyError(path, rival)
}
