import { createCipheriv, createDecipheriv, randomBytes, scrypt, scryptSync } from 'node:crypto'
import fs from 'node:fs'
import { z } from 'zod'
import { writeDurably } from './durable-write.ts'

const MAX_MEMORY = 512 * 1024 * 1024
const MAX_FILE = 4096

const bytesOf = (text: string): number => Buffer.from(text, 'base64').length

/**
 * The key that seals the database, wrapped by a pass phrase of the host: AES-256-GCM under scrypt.
 * Electron's host wraps it by the system's secret store instead; the file's form says which.
 */
const KEY_FILE = z
  .strictObject({
    format: z.literal('licence-workstation/data-key@1'),
    wrap: z.literal('scrypt+aes-256-gcm'),
    N: z
      .number()
      .int()
      .min(16_384)
      .max(1_048_576)
      .refine(n => (n & (n - 1)) === 0),
    r: z.number().int().min(8).max(16),
    salt: z.base64().refine(text => bytesOf(text) === 16),
    nonce: z.base64().refine(text => bytesOf(text) === 12),
    sealed: z.base64().refine(text => bytesOf(text) === 48),
  })
  .refine(({ N, r }) => 128 * N * r < MAX_MEMORY)

const COST = { N: 32_768, r: 8 } as const
const AAD = Buffer.from('licence-workstation/data-key@1')

const costOf = (N: number, r: number) => ({ N, r, p: 1, maxmem: MAX_MEMORY })

const wrapKey = (secret: string, salt: Buffer, N: number, r: number): Buffer =>
  scryptSync(secret.normalize('NFKC'), salt, 32, costOf(N, r))

/** Makes a data key and writes its wrapped form. @throws when the file is there already. */
export function createDataKey(file: string, secret: string): Buffer {
  const key = randomBytes(32)
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', wrapKey(secret, salt, COST.N, COST.r), nonce)
  cipher.setAAD(AAD)
  const sealed = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()])
  const text = JSON.stringify({
    format: 'licence-workstation/data-key@1',
    wrap: 'scrypt+aes-256-gcm',
    ...COST,
    salt: salt.toString('base64'),
    nonce: nonce.toString('base64'),
    sealed: sealed.toString('base64'),
  })
  writeDurably(file, Buffer.from(`${text}\n`), { replace: false })
  return key
}

function readKeyFile(file: string): z.infer<typeof KEY_FILE> | 'missing' | 'damaged' {
  let text: string
  try {
    if (fs.statSync(file).size > MAX_FILE) return 'damaged'
    text = fs.readFileSync(file, 'utf8')
  } catch {
    return 'missing'
  }
  try {
    return KEY_FILE.parse(JSON.parse(text))
  } catch {
    return 'damaged'
  }
}

function unwrap(file: z.infer<typeof KEY_FILE>, wrapping: Buffer): Buffer | 'wrong-secret' {
  const sealed = Buffer.from(file.sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', wrapping, Buffer.from(file.nonce, 'base64'))
  decipher.setAAD(AAD)
  decipher.setAuthTag(sealed.subarray(32))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, 32)), decipher.final()])
  } catch {
    return 'wrong-secret'
  }
}

export type OpenedDataKey = Buffer | 'missing' | 'damaged' | 'wrong-secret'

/** The key, or why not: `missing`, `damaged` (not a key file) or `wrong-secret`. */
export function openDataKey(file: string, secret: string): OpenedDataKey {
  const read = readKeyFile(file)
  if (typeof read === 'string') return read
  return unwrap(read, wrapKey(secret, Buffer.from(read.salt, 'base64'), read.N, read.r))
}

/** The same, while this thread goes on: deriving the wrapping key takes a tenth of a second in another one. */
export async function openDataKeyAside(file: string, secret: string): Promise<OpenedDataKey> {
  const read = readKeyFile(file)
  if (typeof read === 'string') return read
  const wrapping = await new Promise<Buffer>((resolve, reject) =>
    scrypt(
      secret.normalize('NFKC'),
      Buffer.from(read.salt, 'base64'),
      32,
      costOf(read.N, read.r),
      (error, key) => (error ? reject(error) : resolve(key)),
    ),
  )
  return unwrap(read, wrapping)
}
