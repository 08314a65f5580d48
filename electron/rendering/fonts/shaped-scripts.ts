/**
 * Scripts whose letters change shape or order beside each other. Drawing them glyph by glyph, as this renderer does,
 * would print them wrongly, so they count as missing instead: Hebrew to Thaana, Indic to Tibetan, Myanmar, Khmer,
 * Mongolian, Tai scripts, combining marks, Arabic presentation forms, variation selectors, controls.
 */
const RANGES: readonly (readonly [number, number])[] = [
  [0x0000, 0x001f],
  [0x007f, 0x009f],
  [0x00ad, 0x00ad],
  [0x0300, 0x036f],
  [0x0590, 0x0fff],
  [0x1000, 0x109f],
  [0x1100, 0x11ff],
  [0x1700, 0x18af],
  [0x1900, 0x1aff],
  [0x1b00, 0x1cff],
  [0x1dc0, 0x1dff],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x20d0, 0x20ff],
  [0x302a, 0x302f],
  [0x3099, 0x309a],
  [0xa800, 0xabff],
  [0xd800, 0xdfff],
  [0xfb1d, 0xfdff],
  [0xfe00, 0xfe0f],
  [0xfe20, 0xfe2f],
  [0xfe70, 0xfeff],
  [0xfff0, 0xffff],
  [0x10a00, 0x11fff],
  [0x1e800, 0x1efff],
  [0xe0000, 0xe0fff],
]

/** Whether a character needs more than its own glyph to be drawn right. */
export const needsShaping = (codePoint: number): boolean =>
  RANGES.some(([first, last]) => codePoint >= first && codePoint <= last)
