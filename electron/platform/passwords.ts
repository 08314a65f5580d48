import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { type PasswordHasher } from '../ports/platform.ts'

/** RFC 7914 costs: 2^15 × 8 is 32 MiB and about 0.1 s on an office PC. Kept in the record, so that they can rise later. */
const COST = { N: 32_768, r: 8, p: 1 } as const
const KEY_BYTES = 32
const MAX_MEMORY = 256 * 1024 * 1024

interface Costs {
  readonly N: number
  readonly r: number
  readonly p: number
}

function derive(password: string, salt: Uint8Array, costs: Costs): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { ...costs, maxmem: MAX_MEMORY }, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}

export function createPasswordHasher(costs: Costs = COST): PasswordHasher {
  return {
    async hash(password) {
      const salt = randomBytes(16)
      const key = await derive(password, salt, costs)
      return `scrypt$${costs.N}$${costs.r}$${costs.p}$${salt.toString('base64')}$${key.toString('base64')}`
    },
    async matches(password, record) {
      const [name, n, r, p, salt, key] = record.split('$')
      if (name !== 'scrypt' || !salt || !key) throw new Error('password record is not of a known form')
      const kept = Buffer.from(key, 'base64')
      const given = await derive(password, Buffer.from(salt, 'base64'), {
        N: Number(n),
        r: Number(r),
        p: Number(p),
      })
      return kept.length === given.length && timingSafeEqual(kept, given)
    },
  }
}
