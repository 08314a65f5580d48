/** Which letters a character's reading may begin with: bit 0 is a, bit 25 is z. 重 has two (chong, zhong). */
export type InitialsOf = (char: string) => number

const bitOf = (letter: string): number => {
  const at = letter.toLowerCase().charCodeAt(0) - 97
  return at >= 0 && at < 26 ? 1 << at : 0
}

const HAN = /\p{Script=Han}/u

/** Letters stand for themselves; used until the readings are loaded. */
export const lettersOnly: InitialsOf = bitOf

let loading: Promise<InitialsOf> | undefined

/** The readings, loaded once: they are half a megabyte that a page without a code list never needs. */
export function loadInitials(): Promise<InitialsOf> {
  loading ??= import('pinyin-pro').then(({ pinyin }) => {
    const known = new Map<string, number>()
    const read = (char: string): number =>
      pinyin(char, { pattern: 'first', toneType: 'none', type: 'array', multiple: true }).reduce(
        (bits, letter) => bits | bitOf(letter),
        0,
      )
    return char => {
      let bits = known.get(char)
      if (bits === undefined) {
        bits = HAN.test(char) ? read(char) : bitOf(char)
        known.set(char, bits)
      }
      return bits
    }
  })
  return loading
}
