import { OID } from '../der/oids.ts'
import { childrenOf, DerError, DerFields, readDerPrefix, type DerNode } from '../der/reader.ts'
import { octetsOf, oidOf, smallInteger } from '../der/values.ts'

type SignerId =
  | { readonly kind: 'issuer-and-serial'; readonly issuer: Uint8Array; readonly serial: Uint8Array }
  | { readonly kind: 'key-id'; readonly keyId: Uint8Array }

export interface Attributes {
  /** The bytes that are signed: the SET with its own tag. */
  readonly signedBytes: Uint8Array
  readonly values: ReadonlyMap<string, readonly DerNode[]>
}

export interface SignerInfo {
  readonly version: number
  readonly id: SignerId
  /** AlgorithmIdentifiers, DER. */
  readonly digestAlgorithm: Uint8Array
  readonly signatureAlgorithm: Uint8Array
  readonly signedAttributes: Attributes | undefined
  readonly signature: Uint8Array
  readonly unsignedAttributes: ReadonlyMap<string, readonly DerNode[]>
}

export interface SignedData {
  readonly version: number
  readonly digestAlgorithms: readonly Uint8Array[]
  readonly contentType: string
  /** What is signed, when it is inside. */
  readonly content: Uint8Array | undefined
  readonly certificates: readonly Uint8Array[]
  readonly signers: readonly SignerInfo[]
  /** Every length is in DER form. */
  readonly strict: boolean
}

const MAX_CERTIFICATES = 64
const MAX_SIGNERS = 8

const fail = (what: string): never => {
  throw new DerError(what)
}

function attributeValues(set: DerNode): Map<string, readonly DerNode[]> {
  const found = new Map<string, readonly DerNode[]>()
  for (const attribute of childrenOf(set)) {
    const fields = new DerFields(attribute)
    const type = oidOf(fields.next(0x06))
    const values = childrenOf(fields.next(0x31))
    fields.end()
    if (found.has(type)) fail(`attribute ${type} stands twice`)
    found.set(type, values)
  }
  return found
}

function signedAttributes(node: DerNode): Attributes {
  const signedBytes = Uint8Array.from(node.raw)
  signedBytes[0] = 0x31
  return { signedBytes, values: attributeValues(node) }
}

function signerId(fields: DerFields): SignerId {
  const keyId = fields.optional(0x80)
  if (keyId) return { kind: 'key-id', keyId: keyId.content }
  const inner = new DerFields(fields.next(0x30))
  const issuer = inner.next(0x30).raw
  const serial = inner.next(0x02).content
  inner.end()
  return { kind: 'issuer-and-serial', issuer, serial }
}

function signerInfo(node: DerNode): SignerInfo {
  const fields = new DerFields(node)
  const version = smallInteger(fields.next(0x02))
  const id = signerId(fields)
  const digestAlgorithm = fields.next(0x30).raw
  const signed = fields.optional(0xa0)
  const signatureAlgorithm = fields.next(0x30).raw
  const signature = octetsOf(fields.any())
  const unsigned = fields.optional(0xa1)
  fields.end()
  return {
    version,
    id,
    digestAlgorithm,
    signatureAlgorithm,
    signedAttributes: signed && signedAttributes(signed),
    signature,
    unsignedAttributes: unsigned ? attributeValues(unsigned) : new Map(),
  }
}

function certificatesOf(set: DerNode | undefined): Uint8Array[] {
  // Other choices (attribute certificates, [1] and up) are passed over: nothing here relies on them.
  const found = set ? childrenOf(set).filter(node => node.tag === 0x30) : []
  return found.length <= MAX_CERTIFICATES ? found.map(node => node.raw) : fail('too many certificates')
}

const isStrict = (node: DerNode): boolean =>
  !node.loose && ((node.tag & 0x20) === 0 || childrenOf(node).every(isStrict))

function readSignedData(node: DerNode): SignedData {
  const outer = new DerFields(node)
  if (oidOf(outer.next(0x06)) !== OID.signedData) fail('not SignedData')
  const fields = new DerFields(new DerFields(outer.next(0xa0), 0xa0).next(0x30))
  outer.end()
  const version = smallInteger(fields.next(0x02))
  const digestAlgorithms = childrenOf(fields.next(0x31)).map(n => n.raw)
  const encapsulated = new DerFields(fields.next(0x30))
  const contentType = oidOf(encapsulated.next(0x06))
  const wrapper = encapsulated.optional(0xa0)
  encapsulated.end()
  const certificates = certificatesOf(fields.optional(0xa0))
  fields.optional(0xa1)
  const signers = childrenOf(fields.next(0x31))
  fields.end()
  if (signers.length > MAX_SIGNERS) fail('too many signers')
  return {
    version,
    digestAlgorithms,
    contentType,
    content: wrapper && octetsOf(new DerFields(wrapper, 0xa0).any()),
    certificates,
    signers: signers.map(signerInfo),
    strict: isStrict(node),
  }
}

/**
 * Reads a ContentInfo with SignedData (RFC 5652) at the start of the bytes; `end` says where it ends.
 * BER lengths are read too, and reported by `strict`. @throws DerError
 */
export function parseSignedData(bytes: Uint8Array): { signedData: SignedData; end: number } {
  const { node, end } = readDerPrefix(bytes, 'ber')
  return { signedData: readSignedData(node), end }
}
