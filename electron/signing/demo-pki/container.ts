import { createCipheriv, createHash, createHmac, pbkdf2Sync, randomBytes, type KeyObject } from 'node:crypto'
import { OID } from '../der/oids.ts'
import {
  bmpString,
  context,
  contextPrimitive,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  setOf,
} from '../../../shared/kernel/der-writer.ts'
import { KDF_PURPOSE, pkcs12Kdf } from '../keys/pkcs12/kdf.ts'

interface ContainerRequest {
  readonly privateKey: KeyObject
  /** The key's own certificate first. */
  readonly certificates: readonly Uint8Array[]
  readonly friendlyName: string
  readonly pin: string
}

const PBKDF2_ITERATIONS = 100_000
const MAC_ITERATIONS = 10_000

/** PBES2 with PBKDF2-HMAC-SHA256 and AES-256-CBC (RFC 8018). */
function encrypt(pin: string, plain: Uint8Array): { algorithm: Uint8Array; encrypted: Uint8Array } {
  const salt = randomBytes(16)
  const iv = randomBytes(16)
  const key = pbkdf2Sync(Buffer.from(pin, 'utf8'), salt, PBKDF2_ITERATIONS, 32, 'sha256')
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  const derivation = sequence(
    octetString(salt),
    integer(PBKDF2_ITERATIONS),
    sequence(oid(OID.hmacWithSha256), nullValue()),
  )
  const parameters = sequence(
    sequence(oid(OID.pbkdf2), derivation),
    sequence(oid(OID.aes256Cbc), octetString(iv)),
  )
  return {
    algorithm: sequence(oid(OID.pbes2), parameters),
    encrypted: Buffer.concat([cipher.update(plain), cipher.final()]),
  }
}

const attribute = (type: string, value: Uint8Array): Uint8Array => sequence(oid(type), setOf(value))

const bag = (type: string, value: Uint8Array, attributes: readonly Uint8Array[]): Uint8Array =>
  sequence(oid(type), context(0, value), ...(attributes.length > 0 ? [setOf(...attributes)] : []))

function macData(pin: string, authSafe: Uint8Array): Uint8Array {
  const salt = randomBytes(16)
  const key = pkcs12Kdf({
    password: pin,
    salt,
    iterations: MAC_ITERATIONS,
    digest: 'sha256',
    purpose: KDF_PURPOSE.mac,
    length: 32,
  })
  const mac = createHmac('sha256', key).update(authSafe).digest()
  return sequence(
    sequence(sequence(oid(OID.sha256), nullValue()), octetString(mac)),
    octetString(salt),
    integer(MAC_ITERATIONS),
  )
}

/** A PKCS#12 file (RFC 7292): key and certificates sealed by the PIN, integrity by HMAC-SHA256. */
export function makeContainer(request: ContainerRequest): Uint8Array {
  const keyId = createHash('sha1')
    .update(request.certificates[0] ?? new Uint8Array())
    .digest()
  const names = [
    attribute(OID.localKeyId, octetString(keyId)),
    attribute(OID.friendlyName, bmpString(request.friendlyName)),
  ]
  const shrouded = encrypt(request.pin, request.privateKey.export({ format: 'der', type: 'pkcs8' }))
  const keyBags = sequence(
    bag(OID.shroudedKeyBag, sequence(shrouded.algorithm, octetString(shrouded.encrypted)), names),
  )
  const certificateBags = sequence(
    ...request.certificates.map((der, i) =>
      bag(
        OID.certBag,
        sequence(oid(OID.x509Certificate), context(0, octetString(der))),
        i === 0 ? names : [],
      ),
    ),
  )
  const sealed = encrypt(request.pin, certificateBags)
  const encryptedData = sequence(
    integer(0),
    sequence(oid(OID.data), sealed.algorithm, contextPrimitive(0, sealed.encrypted)),
  )
  const authSafe = sequence(
    sequence(oid(OID.encryptedData), context(0, encryptedData)),
    sequence(oid(OID.data), context(0, octetString(keyBags))),
  )
  return sequence(
    integer(3),
    sequence(oid(OID.data), context(0, octetString(authSafe))),
    macData(request.pin, authSafe),
  )
}
