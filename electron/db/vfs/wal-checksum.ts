/** Running checksum of SQLite's write-ahead log (file format, 4.2): two 32-bit sums over pairs of words. */
export interface WalSum {
  readonly a: number
  readonly b: number
}

export const ZERO_SUM: WalSum = { a: 0, b: 0 }

/** Adds `bytes` (a multiple of 8) to the sum, words read little-endian as this build of SQLite writes them. */
export function addToWalSum(sum: WalSum, bytes: Uint8Array): WalSum {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let { a, b } = sum
  for (let i = 0; i < bytes.byteLength; i += 8) {
    a = (a + view.getUint32(i, true) + b) >>> 0
    b = (b + view.getUint32(i + 4, true) + a) >>> 0
  }
  return { a, b }
}

export const sameSum = (x: WalSum, y: WalSum): boolean => x.a === y.a && x.b === y.b
