import { createHmac, timingSafeEqual } from 'node:crypto'
import { OID } from '../../der/oids.ts'
import { childrenOf, DerFields, readDer, type DerNode } from '../../der/reader.ts'
import { octetsOf, oidOf, smallInteger } from '../../der/values.ts'
import { digestOf } from '../../x509/algorithms.ts'
import {
  checkedIterations,
  checkedSalt,
  ContainerError,
  decryptWithPassword,
  MAX_PKCS12_ITERATIONS,
} from './decrypt.ts'
import { KDF_PURPOSE, pkcs12Kdf } from './kdf.ts'

interface ContainerContent {
  /** PKCS#8, decrypted: for createPrivateKey and nothing else. */
  readonly keys: readonly Uint8Array[]
  readonly certificates: readonly Uint8Array[]
}

const MAX_CONTAINER_BYTES = 1024 * 1024
/** A seal file holds one key and its chain; more work than this is an attack. */
const MAX_DECRYPTIONS = 8
const MAX_BAGS = 64

const unreadable = (detail: string): never => {
  throw new ContainerError('container-unreadable', detail)
}

function checkMac(macData: DerNode, authSafe: Uint8Array, password: string): void {
  const fields = new DerFields(macData)
  const info = new DerFields(fields.next(0x30))
  const digest = digestOf(info.next(0x30).raw)
  const expected = octetsOf(info.next(0x04))
  const salt = checkedSalt(octetsOf(fields.next(0x04)))
  const count = fields.optional(0x02)
  const iterations = checkedIterations(count ? smallInteger(count) : 1, MAX_PKCS12_ITERATIONS)
  if (!digest || digest.startsWith('sha3')) return unreadable('MAC is not supported')
  const length = { md5: 16, sha1: 20, sha224: 28, sha256: 32, sha384: 48, sha512: 64 }[digest] ?? 32
  const key = pkcs12Kdf({ password, salt, iterations, digest, purpose: KDF_PURPOSE.mac, length })
  const actual = createHmac(digest, key).update(authSafe).digest()
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) {
    throw new ContainerError('pin-wrong', 'MAC does not match')
  }
}

class ContainerReader {
  readonly keys: Uint8Array[] = []
  readonly certificates: Uint8Array[] = []
  readonly #password: string
  #decryptions = 0
  #bags = 0

  constructor(password: string) {
    this.#password = password
  }

  #decrypt(algorithm: DerNode, data: Uint8Array): Uint8Array {
    this.#decryptions += 1
    if (this.#decryptions > MAX_DECRYPTIONS) unreadable('too many encrypted parts')
    return decryptWithPassword(algorithm, this.#password, data)
  }

  readContentInfo(info: DerNode): void {
    const fields = new DerFields(info)
    const type = oidOf(fields.next(0x06))
    const content = new DerFields(fields.next(0xa0), 0xa0).any()
    if (type === OID.data) return this.#readBags(octetsOf(content))
    if (type !== OID.encryptedData) return unreadable('content is not protected by a password')
    const encrypted = new DerFields(content)
    encrypted.next(0x02)
    const inner = new DerFields(encrypted.next(0x30))
    inner.next(0x06)
    const algorithm = inner.next(0x30)
    const data = inner.any()
    const bytes = data.tag === 0xa0 ? Buffer.concat(childrenOf(data).map(octetsOf)) : data.content
    this.#readBags(this.#decrypt(algorithm, bytes))
  }

  #readBags(contents: Uint8Array): void {
    for (const bag of childrenOf(readDer(contents, 'ber'))) {
      this.#bags += 1
      if (this.#bags > MAX_BAGS) unreadable('too many entries')
      const fields = new DerFields(bag)
      const type = oidOf(fields.next(0x06))
      this.#readBag(type, new DerFields(fields.next(0xa0), 0xa0).any())
    }
  }

  #readBag(type: string, value: DerNode): void {
    if (type === OID.keyBag) this.keys.push(value.raw)
    if (type === OID.shroudedKeyBag) {
      const fields = new DerFields(value)
      const algorithm = fields.next(0x30)
      this.keys.push(this.#decrypt(algorithm, octetsOf(fields.any())))
    }
    if (type === OID.certBag) {
      const fields = new DerFields(value)
      if (oidOf(fields.next(0x06)) !== OID.x509Certificate) return
      this.certificates.push(octetsOf(new DerFields(fields.next(0xa0), 0xa0).any()))
    }
  }
}

/** Opens a PKCS#12 file (RFC 7292, password integrity and privacy). @throws ContainerError, DerError */
export function readContainer(container: Uint8Array, password: string): ContainerContent {
  if (container.length > MAX_CONTAINER_BYTES) unreadable('too large')
  const pfx = new DerFields(readDer(container, 'ber'))
  if (smallInteger(pfx.next(0x02)) !== 3) unreadable('version is not 3')
  const outer = new DerFields(pfx.next(0x30))
  if (oidOf(outer.next(0x06)) !== OID.data) unreadable('integrity is not by a password')
  const authSafe = octetsOf(new DerFields(outer.next(0xa0), 0xa0).any())
  const macData = pfx.optional(0x30)
  if (macData) checkMac(macData, authSafe, password)
  const reader = new ContainerReader(password)
  for (const info of childrenOf(readDer(authSafe, 'ber'))) reader.readContentInfo(info)
  return reader
}
