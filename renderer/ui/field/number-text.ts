import { toHalfWidth } from '../../../shared/domain/codes/half-width.ts'

/** Reads a number as clerks write it: 1,000 · 1，000 · １０００ · 1000.50; undefined for anything else. */
export function parseNumberText(text: string): number | undefined {
  const plain = toHalfWidth(text).replace(/\s/g, '')
  if (!/^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/.test(plain)) return undefined
  const value = Number(plain.replaceAll(',', ''))
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined
}
