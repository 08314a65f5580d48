/** ISO 7064 MOD 37,36, the hybrid system with one check character, as GB/T 36904 uses it for 证照标识. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** The check character of a text of digits and capital letters. @throws on any other character */
export function mod3736(text: string): string {
  let p = 36
  for (const char of text) p = (((p + valueOf(char)) % 36 || 36) * 2) % 37
  return ALPHABET.charAt((37 - p) % 36)
}

function valueOf(char: string): number {
  const value = ALPHABET.indexOf(char)
  if (value < 0) throw new Error('MOD 37,36 takes digits and capital letters only')
  return value
}

/** Whether the last character is the right check of those before it. */
export const mod3736Holds = (text: string): boolean =>
  text.length > 1 && /^[0-9A-Z]+$/.test(text) && mod3736(text.slice(0, -1)) === text.slice(-1)

/**
 * What a widespread faulty routine computes: it values letters one too high (A = 11 … Z = 36), reduces their sums by 37
 * first, and picks the check one place too low. Identifiers with such a check exist in the field, so a verifier names them
 * instead of calling them forged. Never used to make a check.
 */
export function legacyMod3736(text: string): string {
  let p = 36
  for (const char of text) {
    const value = valueOf(char)
    const sum = value > 9 ? p + value + 1 : p + value
    const reduced = value > 9 && sum > 37 ? sum % 37 : sum
    p = ((reduced % 36 || 36) * 2) % 37
  }
  return ALPHABET.charAt(36 - p)
}
