import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { equalBytes, toHex } from '../../../../shared/kernel/bytes.ts'
import { type AppError } from '../../../../shared/kernel/app-error.ts'
import { instantFromMillis } from '../../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import {
  type KeyErrorCode,
  type KeyProvider,
  type SealCertificate,
  type UnlockedKey,
} from '../../../ports/seal-keys.ts'
import { DerError } from '../../der/reader.ts'
import { keyBits } from '../../x509/algorithms.ts'
import { parseCertificate, type Certificate } from '../../x509/certificate.ts'
import { ContainerError } from './decrypt.ts'
import { readContainer } from './container.ts'
import { containerErrors } from './errors.ts'

/** Node's signing on a thread of its pool. */
const signOnPool = promisify(sign)

interface OpenContainer {
  readonly key: KeyObject
  readonly certificate: SealCertificate
}

type Opened = Result<OpenContainer, AppError<KeyErrorCode>>

const MIN_RSA_BITS = 2048
/** ECDSA here goes with SHA-256, whose curve is P-256. */
const CURVE = 'prime256v1'

function keyOf(pkcs8: Uint8Array): KeyObject | undefined {
  try {
    return createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
  } catch {
    return undefined
  }
}

const supported = (key: KeyObject): boolean =>
  key.asymmetricKeyType === 'rsa'
    ? keyBits(key) >= MIN_RSA_BITS
    : key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === CURVE

function parsedCertificates(ders: readonly Uint8Array[]): Certificate[] {
  return ders.flatMap(der => {
    try {
      return [parseCertificate(der)]
    } catch (error) {
      if (error instanceof DerError) return []
      throw error
    }
  })
}

/** The issuing certificates by their names, nearest first; never the leaf, never one twice. */
function chainOf(leaf: Certificate, pool: readonly Certificate[]): Certificate[] {
  const chain: Certificate[] = []
  let last = leaf
  for (;;) {
    const next = pool.find(c => c !== leaf && !chain.includes(c) && equalBytes(c.subject, last.issuer))
    if (!next) return chain
    chain.push(next)
    last = next
  }
}

function sealCertificate(leaf: Certificate, pool: readonly Certificate[], key: KeyObject): SealCertificate {
  return {
    certificate: Uint8Array.from(leaf.der),
    chain: chainOf(leaf, pool).map(c => Uint8Array.from(c.der)),
    subject: leaf.subjectText,
    issuer: leaf.issuerText,
    serial: toHex(leaf.serial),
    notBefore: instantFromMillis(leaf.notBefore),
    notAfter: instantFromMillis(leaf.notAfter),
    keyType: key.asymmetricKeyType === 'ec' ? 'ec' : 'rsa',
    keyBits: keyBits(key),
    fingerprint: leaf.fingerprint,
  }
}

function pickKey(keys: readonly Uint8Array[], certificates: readonly Uint8Array[]): Opened {
  if (keys.length === 0) return err(containerErrors.keyMissing())
  const pool = parsedCertificates(certificates)
  if (pool.length === 0) return err(containerErrors.certificateMissing())
  const usable = keys.flatMap(pkcs8 => keyOf(pkcs8) ?? []).filter(supported)
  if (usable.length === 0) return err(containerErrors.keyUnsupported())
  for (const key of usable) {
    const publicInfo = createPublicKey(key).export({ format: 'der', type: 'spki' })
    const leaf = pool.find(c => equalBytes(c.publicKeyInfo, publicInfo))
    if (leaf) return ok({ key, certificate: sealCertificate(leaf, pool, key) })
  }
  return err(containerErrors.certificateMissing())
}

function open(container: Uint8Array, pin: string): Opened {
  try {
    const { keys, certificates } = readContainer(container, pin)
    return pickKey(keys, certificates)
  } catch (error) {
    if (error instanceof ContainerError) {
      return err(
        error.code === 'pin-wrong' ? containerErrors.pinWrong() : containerErrors.unreadable(error.message),
      )
    }
    if (error instanceof DerError) return err(containerErrors.unreadable(error.message))
    throw error
  }
}

function unlockedKey({ key, certificate }: OpenContainer): UnlockedKey {
  let held: KeyObject | undefined = key
  const open = (): KeyObject => {
    if (!held) throw new Error('the key is locked')
    return held
  }
  return {
    certificate,
    sign: data => sign('sha256', data, open()),
    signAside: async data => signOnPool('sha256', data, open()),
    lock() {
      held = undefined
    },
  }
}

/**
 * Keys in PKCS#12 files: RSA from 2048 bits and P-256, modern (PBES2) and legacy (3DES, RC2) protection, passwords of any
 * script. The structure is read by our strict reader, RC2 by node-forge, all else by node:crypto. A wrong PIN costs the
 * same time as a right one; counting tries is the caller's.
 */
export function createPkcs12Provider(): KeyProvider {
  return {
    id: 'pkcs12',
    inspect(container, pin) {
      const opened = open(container, pin)
      return opened.ok ? ok(opened.value.certificate) : opened
    },
    unlock(container, pin) {
      const opened = open(container, pin)
      return opened.ok ? ok(unlockedKey(opened.value)) : opened
    },
  }
}
