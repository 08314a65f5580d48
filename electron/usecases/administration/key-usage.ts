/** What the keyUsage extension of a certificate (RFC 5280, 4.2.1.3) lets its key do. */
export interface KeyUsage {
  readonly digitalSignature: boolean
  /** contentCommitment, once nonRepudiation. */
  readonly contentCommitment: boolean
}

interface Element {
  readonly tag: number
  readonly body: Uint8Array
}

const SEQUENCE = 0x30
const BIT_STRING = 0x03
const OCTET_STRING = 0x04
const OBJECT_ID = 0x06
const EXTENSIONS = 0xa3
const KEY_USAGE = '85,29,15'
const MAX_CERTIFICATE = 64 * 1024
const MAX_ELEMENTS = 1000

/** Splits DER into its elements; undefined when it is not DER with definite lengths of at most three octets. */
function elements(der: Uint8Array): readonly Element[] | undefined {
  const found: Element[] = []
  let at = 0
  while (at < der.length) {
    if (found.length >= MAX_ELEMENTS || at + 2 > der.length) return undefined
    const tag = der[at] ?? 0
    let length = der[at + 1] ?? 0
    at += 2
    if (length > 0x7f) {
      const octets = length & 0x7f
      if (octets === 0 || octets > 3 || at + octets > der.length) return undefined
      length = 0
      for (let i = 0; i < octets; i++) length = length * 256 + (der[at + i] ?? 0)
      at += octets
    }
    if (at + length > der.length) return undefined
    found.push({ tag, body: der.subarray(at, at + length) })
    at += length
  }
  return found
}

const only = (der: Uint8Array, tag: number): Uint8Array | undefined => {
  const found = elements(der)
  return found?.length === 1 && found[0]?.tag === tag ? found[0].body : undefined
}

function extensionsOf(certificate: Uint8Array): readonly Element[] | undefined {
  const outer = only(certificate, SEQUENCE)
  const toBeSigned = outer && elements(outer)?.[0]
  if (toBeSigned?.tag !== SEQUENCE) return undefined
  const parts = elements(toBeSigned.body)
  if (!parts) return undefined
  const wrapped = parts.find(part => part.tag === EXTENSIONS)
  if (!wrapped) return []
  const list = only(wrapped.body, SEQUENCE)
  return list && elements(list)
}

/** The certificate's key usage; `none` when it does not restrict it, `unreadable` when it is not a certificate in DER. */
export function keyUsageOf(certificate: Uint8Array): KeyUsage | 'none' | 'unreadable' {
  if (certificate.length > MAX_CERTIFICATE) return 'unreadable'
  const extensions = extensionsOf(certificate)
  if (!extensions) return 'unreadable'
  for (const extension of extensions) {
    const parts = elements(extension.body)
    if (!parts) return 'unreadable'
    const [id] = parts
    if (id?.tag !== OBJECT_ID || [...id.body].join(',') !== KEY_USAGE) continue
    const value = parts.find(part => part.tag === OCTET_STRING)
    const bits = value && only(value.body, BIT_STRING)
    if (!bits || bits.length < 2) return 'unreadable'
    const first = bits[1] ?? 0 // the octet before it says how many bits at the end are unused
    return { digitalSignature: (first & 0x80) !== 0, contentCommitment: (first & 0x40) !== 0 }
  }
  return 'none'
}
