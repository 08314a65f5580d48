/** Statuses of licences that look valid on their face and are not, in the order of their codes in a revocation list: 1, 2 … */
export const REVOKED_STATUSES = ['suspended', 'cancelled', 'withdrawn', 'revoked', 'superseded'] as const

export type RevokedStatus = (typeof REVOKED_STATUSES)[number]

/** So many bytes of a digest name a licence; one more says its status. */
export const REVOCATION_KEY_BYTES = 8
const ENTRY = REVOCATION_KEY_BYTES + 1

/** Below nought, nought or above, as the entry's key stands to the digest. */
function compare(entries: Uint8Array, at: number, digest: Uint8Array): number {
  for (let i = 0; i < REVOCATION_KEY_BYTES; i++) {
    const difference = (entries[at + i] ?? 0) - (digest[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/**
 * What a revocation list says of a licence; undefined where it says nothing.
 * @param entries of the list, as bytes
 * @param digest SHA-256 of the identifier (UTF-8)
 */
export function revokedStatus(entries: Uint8Array, digest: Uint8Array): RevokedStatus | undefined {
  let low = 0
  let high = Math.floor(entries.length / ENTRY) - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const order = compare(entries, middle * ENTRY, digest)
    if (order === 0) return REVOKED_STATUSES[(entries[middle * ENTRY + REVOCATION_KEY_BYTES] ?? 0) - 1]
    if (order < 0) low = middle + 1
    else high = middle - 1
  }
  return undefined
}
