/**
 * The one-time code that an operator hands to an office, as people read it: 32 signs of RFC 4648 base32 in groups of four.
 * The first ten bytes are the secret; the last ten begin the SHA-256 of the store's root certificate (DER), so that a
 * workstation knows the store before it tells it anything.
 */
export const PAIRING_CODE_BYTES = { secret: 10, rootDigest: 10 } as const

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const BYTES = PAIRING_CODE_BYTES.secret + PAIRING_CODE_BYTES.rootDigest
const SIGNS = (BYTES * 8) / 5

export interface PairingCode {
  readonly secret: Uint8Array
  readonly rootDigest: Uint8Array
}

/** `ABCD-EFGH-…`. @throws RangeError when the parts have other lengths */
export function pairingCodeText({ secret, rootDigest }: PairingCode): string {
  const bytes = [...secret, ...rootDigest]
  if (secret.length !== PAIRING_CODE_BYTES.secret || bytes.length !== BYTES)
    throw new RangeError('a pairing code has ten bytes and ten bytes')
  const bits = bytes.map(byte => byte.toString(2).padStart(8, '0')).join('')
  const signs = (bits.match(/.{5}/g) ?? []).map(five => ALPHABET.charAt(Number.parseInt(five, 2)))
  return (signs.join('').match(/.{4}/g) ?? []).join('-')
}

/** Reads what was typed: case, blanks and hyphens do not matter, nor do 0, 1 and 8 for O, I and B. Undefined for anything else. */
export function parsePairingCode(typed: string): PairingCode | undefined {
  if (typed.length > 200) return undefined
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('0', 'O')
    .replaceAll('1', 'I')
    .replaceAll('8', 'B')
  if (signs.length !== SIGNS || !/^[A-Z2-7]+$/.test(signs)) return undefined
  const bits = [...signs].map(sign => ALPHABET.indexOf(sign).toString(2).padStart(5, '0')).join('')
  const bytes = Uint8Array.from(bits.match(/.{8}/g) ?? [], eight => Number.parseInt(eight, 2))
  return {
    secret: bytes.slice(0, PAIRING_CODE_BYTES.secret),
    rootDigest: bytes.slice(PAIRING_CODE_BYTES.secret),
  }
}
