import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import fs from 'node:fs'
import { z } from 'zod'
import { writeDurably } from './durable-write.ts'

/** More people than a counter has. Our default. */
const MAX_PEOPLE = 500
const MAX_FILE = 1024 * 1024
const MAX_MEMORY = 512 * 1024 * 1024
const COST = { N: 32_768, r: 8, p: 1 } as const

/** As many wrong passwords in a row as at sign-in, and as long a wait: the data are closed then, so it is counted here. */
const MAX_FAILURES = 5
const LOCK_MS = 15 * 60_000

const bytesOf = (length: (bytes: number) => boolean) =>
  z.base64().refine(text => length(Buffer.from(text, 'base64').length))

const ENTRY = z.strictObject({
  login: z.string().min(1).max(64),
  salt: bytesOf(n => n === 16),
  nonce: bytesOf(n => n === 12),
  sealed: bytesOf(n => n > 16 && n <= 2_048),
  failures: z.int().min(0),
  lockedUntil: z.number().nullable(),
})

const FILE = z.strictObject({
  format: z.literal('licence-workstation/keyring@1'),
  N: z.literal(COST.N),
  r: z.literal(COST.r),
  people: z.array(ENTRY).max(MAX_PEOPLE),
})

type Entry = z.infer<typeof ENTRY>

/** What trying a password on the keyring gives. `unknown`: this machine keeps no copy for that person. */
export type KeyringAnswer =
  | { readonly ok: true; readonly secret: string }
  | { readonly ok: false; readonly why: 'unknown' | 'wrong-password' }
  | { readonly ok: false; readonly why: 'locked'; readonly until: number }

/**
 * The office's secret, once for each person, sealed by that person's sign-in password (scrypt, AES-256-GCM): so that a
 * machine without a secret store of its own opens the data by signing in, and by nothing that lies on its disk.
 */
export interface Keyring {
  open(login: string, password: string, now: number): Promise<KeyringAnswer>
  keep(login: string, password: string, secret: string): Promise<void>
  forget(login: string): void
  /** Until when wrong passwords keep that person out; null when nothing does. */
  lockedUntil(login: string, now: number): number | null
  /** Lets the person try again at once. */
  unlock(login: string): void
}

const normal = (login: string): string => login.normalize('NFKC').trim().toLowerCase()

const keyOf = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, 32, { ...COST, maxmem: MAX_MEMORY }, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )

const boundTo = (login: string): Buffer => Buffer.from(`licence-workstation/keyring@1\n${login}`)

async function sealed(login: string, password: string, secret: string): Promise<Entry> {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await keyOf(password, salt), nonce)
  cipher.setAAD(boundTo(login))
  const bytes = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return {
    login,
    salt: salt.toString('base64'),
    nonce: nonce.toString('base64'),
    sealed: bytes.toString('base64'),
    failures: 0,
    lockedUntil: null,
  }
}

async function opened(entry: Entry, password: string): Promise<string | undefined> {
  const bytes = Buffer.from(entry.sealed, 'base64')
  const key = await keyOf(password, Buffer.from(entry.salt, 'base64'))
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(entry.nonce, 'base64'))
  decipher.setAAD(boundTo(entry.login))
  decipher.setAuthTag(bytes.subarray(-16))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

/** A file that cannot be read counts as empty: the recovery secret opens the data then, and the ring is made anew. */
function peopleIn(file: string): readonly Entry[] {
  try {
    if (fs.statSync(file).size > MAX_FILE) return []
    return FILE.parse(JSON.parse(fs.readFileSync(file, 'utf8'))).people
  } catch {
    return []
  }
}

function write(file: string, people: readonly Entry[]): void {
  const text = JSON.stringify({ format: 'licence-workstation/keyring@1', N: COST.N, r: COST.r, people })
  writeDurably(file, Buffer.from(`${text}\n`), { replace: true })
}

const withEntry = (file: string, entry: Entry): void =>
  write(file, [...peopleIn(file).filter(one => one.login !== entry.login), entry].slice(-MAX_PEOPLE))

export function createKeyring(file: string): Keyring {
  return {
    async open(login, password, now) {
      const entry = peopleIn(file).find(one => one.login === normal(login))
      if (!entry) return { ok: false, why: 'unknown' }
      if (entry.lockedUntil !== null && entry.lockedUntil > now)
        return { ok: false, why: 'locked', until: entry.lockedUntil }
      const secret = await opened(entry, password)
      if (secret !== undefined) {
        if (entry.failures > 0) withEntry(file, { ...entry, failures: 0, lockedUntil: null })
        return { ok: true, secret }
      }
      const failures = entry.failures + 1
      const locks = failures >= MAX_FAILURES
      withEntry(file, { ...entry, failures: locks ? 0 : failures, lockedUntil: locks ? now + LOCK_MS : null })
      return locks ? { ok: false, why: 'locked', until: now + LOCK_MS } : { ok: false, why: 'wrong-password' }
    },
    async keep(login, password, secret) {
      withEntry(file, await sealed(normal(login), password, secret))
    },
    forget(login) {
      const left = peopleIn(file).filter(one => one.login !== normal(login))
      if (fs.existsSync(file)) write(file, left)
    },
    lockedUntil(login, now) {
      const until = peopleIn(file).find(one => one.login === normal(login))?.lockedUntil ?? null
      return until !== null && until > now ? until : null
    },
    unlock(login) {
      const entry = peopleIn(file).find(one => one.login === normal(login))
      if (entry) withEntry(file, { ...entry, failures: 0, lockedUntil: null })
    },
  }
}
