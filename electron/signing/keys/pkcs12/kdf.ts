import { createHash } from 'node:crypto'

/** What the derived bytes are for (RFC 7292, B.3). */
export const KDF_PURPOSE = { key: 1, iv: 2, mac: 3 } as const

const BLOCK_BYTES: Readonly<Record<string, number>> = {
  md5: 64,
  sha1: 64,
  sha224: 64,
  sha256: 64,
  sha384: 128,
  sha512: 128,
}

/** UTF-16 big-endian with two closing zeros, as PKCS#12 wants passwords outside PBES2. */
function bmpPassword(password: string): Uint8Array {
  const bytes = new Uint8Array(password.length * 2 + 2)
  for (let i = 0; i < password.length; i++) {
    bytes[2 * i] = password.charCodeAt(i) >> 8
    bytes[2 * i + 1] = password.charCodeAt(i) & 0xff
  }
  return bytes
}

const repeated = (bytes: Uint8Array, block: number): Uint8Array =>
  Uint8Array.from({ length: block * Math.ceil(bytes.length / block) }, (_, i) => bytes[i % bytes.length] ?? 0)

/** Adds B + 1 to each block of I, modulo 2^(8·block). */
function addToBlocks(input: Uint8Array, b: Uint8Array, block: number): void {
  for (let start = 0; start < input.length; start += block) {
    let carry = 1
    for (let i = block - 1; i >= 0; i--) {
      carry += (input[start + i] ?? 0) + (b[i] ?? 0)
      input[start + i] = carry & 0xff
      carry >>= 8
    }
  }
}

interface KdfRequest {
  readonly password: string
  readonly salt: Uint8Array
  readonly purpose: 1 | 2 | 3
  readonly iterations: number
  readonly length: number
  /** Name for node:crypto. */
  readonly digest: string
}

/** Key derivation of PKCS#12 (RFC 7292, B.2). */
export function pkcs12Kdf(request: KdfRequest): Uint8Array {
  const block = BLOCK_BYTES[request.digest] ?? 64
  const diversifier = new Uint8Array(block).fill(request.purpose)
  const salt = repeated(request.salt, block)
  const password = repeated(bmpPassword(request.password), block)
  const input = new Uint8Array(salt.length + password.length)
  input.set(salt)
  input.set(password, salt.length)
  const out = new Uint8Array(request.length)
  for (let at = 0; at < request.length;) {
    let hash = createHash(request.digest).update(diversifier).update(input).digest()
    for (let i = 1; i < request.iterations; i++) hash = createHash(request.digest).update(hash).digest()
    out.set(hash.subarray(0, request.length - at), at)
    at += hash.length
    addToBlocks(input, repeated(hash, block).subarray(0, block), block)
  }
  return out
}
