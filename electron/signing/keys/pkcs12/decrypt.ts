import { createDecipheriv, pbkdf2Sync } from 'node:crypto'
// The whole library is a hundred modules to read at each start, for this one cipher.
import rc2 from 'node-forge/lib/rc2.js'
import forgeUtil from 'node-forge/lib/util.js'
import { OID } from '../../der/oids.ts'
import { DerFields, type DerNode } from '../../der/reader.ts'
import { octetsOf, oidOf, smallInteger } from '../../der/values.ts'
import { KDF_PURPOSE, pkcs12Kdf } from './kdf.ts'

/** Says why a container cannot be used; never holds the PIN or anything decrypted. */
export class ContainerError extends Error {
  override readonly name = 'ContainerError'
  readonly code: 'pin-wrong' | 'container-unreadable'

  constructor(code: 'pin-wrong' | 'container-unreadable', detail: string) {
    super(detail)
    this.code = code
  }
}

/** Native derivation: a million rounds are about a second. */
const MAX_PBKDF2_ITERATIONS = 2_000_000
/** One hash object a round. */
export const MAX_PKCS12_ITERATIONS = 300_000
const MAX_SALT_BYTES = 1024

const unreadable = (detail: string): never => {
  throw new ContainerError('container-unreadable', detail)
}

export function checkedIterations(value: number, limit: number): number {
  return value >= 1 && value <= limit ? value : unreadable(`iteration count ${value}`)
}

export function checkedSalt(salt: Uint8Array): Uint8Array {
  return salt.length >= 1 && salt.length <= MAX_SALT_BYTES ? salt : unreadable('salt size')
}

const HMACS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  [OID.hmacWithSha256]: 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
}

const CIPHERS: Readonly<Record<string, { name: string; keyBytes: number }>> = {
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyBytes: 24 },
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyBytes: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyBytes: 24 },
  [OID.aes256Cbc]: { name: 'aes-256-cbc', keyBytes: 32 },
}

function decipher(name: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  try {
    const running = createDecipheriv(name, key, iv)
    return Buffer.concat([running.update(data), running.final()])
  } catch {
    throw new ContainerError('pin-wrong', 'decryption failed')
  }
}

function decryptPbes2(parameters: DerNode, password: string, data: Uint8Array): Uint8Array {
  const fields = new DerFields(parameters)
  const derivation = new DerFields(fields.next(0x30))
  if (oidOf(derivation.next(0x06)) !== OID.pbkdf2) unreadable('key derivation is not PBKDF2')
  const kdf = new DerFields(derivation.next(0x30))
  const salt = checkedSalt(octetsOf(kdf.next(0x04)))
  const iterations = checkedIterations(smallInteger(kdf.next(0x02)), MAX_PBKDF2_ITERATIONS)
  kdf.optional(0x02)
  const prf = kdf.optional(0x30)
  const digest = prf ? HMACS[oidOf(new DerFields(prf).next(0x06))] : 'sha1'
  const scheme = new DerFields(fields.next(0x30))
  const cipher = CIPHERS[oidOf(scheme.next(0x06))]
  if (!digest || !cipher) return unreadable('encryption is not supported')
  const iv = octetsOf(scheme.next(0x04))
  // PBES2 takes the password as UTF-8 (RFC 8018); the older schemes take UTF-16.
  const key = pbkdf2Sync(Buffer.from(password, 'utf8'), salt, iterations, cipher.keyBytes, digest)
  return decipher(cipher.name, key, iv, data)
}

const binary = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

/** RC2 is gone from current crypto libraries, yet older seal files still use it. */
function decryptRc2(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const cipher = rc2.createDecryptionCipher(binary(key), key.length * 8)
  cipher.start(binary(iv), null as never)
  cipher.update(forgeUtil.createBuffer(binary(data)))
  if (data.length % 8 !== 0 || !cipher.finish()) throw new ContainerError('pin-wrong', 'decryption failed')
  return Buffer.from(cipher.output.getBytes(), 'latin1')
}

const LEGACY: Readonly<Record<string, { cipher: 'rc2' | 'des-ede3-cbc'; keyBytes: number }>> = {
  '1.2.840.113549.1.12.1.3': { cipher: 'des-ede3-cbc', keyBytes: 24 },
  '1.2.840.113549.1.12.1.5': { cipher: 'rc2', keyBytes: 16 },
  '1.2.840.113549.1.12.1.6': { cipher: 'rc2', keyBytes: 5 },
}

function decryptLegacy(
  scheme: { cipher: 'rc2' | 'des-ede3-cbc'; keyBytes: number },
  parameters: DerNode,
  password: string,
  data: Uint8Array,
): Uint8Array {
  const fields = new DerFields(parameters)
  const salt = checkedSalt(octetsOf(fields.next(0x04)))
  const iterations = checkedIterations(smallInteger(fields.next(0x02)), MAX_PKCS12_ITERATIONS)
  const common = { password, salt, iterations, digest: 'sha1' }
  const key = pkcs12Kdf({ ...common, purpose: KDF_PURPOSE.key, length: scheme.keyBytes })
  const iv = pkcs12Kdf({ ...common, purpose: KDF_PURPOSE.iv, length: 8 })
  return scheme.cipher === 'rc2' ? decryptRc2(key, iv, data) : decipher(scheme.cipher, key, iv, data)
}

/** Decrypts by an AlgorithmIdentifier of PKCS#12. @throws ContainerError, DerError */
export function decryptWithPassword(algorithm: DerNode, password: string, data: Uint8Array): Uint8Array {
  const fields = new DerFields(algorithm)
  const type = oidOf(fields.next(0x06))
  const parameters = fields.next(0x30)
  if (type === OID.pbes2) return decryptPbes2(parameters, password, data)
  const legacy = LEGACY[type]
  return legacy
    ? decryptLegacy(legacy, parameters, password, data)
    : unreadable('encryption is not supported')
}
