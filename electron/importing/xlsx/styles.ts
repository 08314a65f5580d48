import { tooLarge } from '../faults.ts'
import { type ZipFile } from '../zip/zip-reader.ts'
import { DESCRIPTION_BYTES } from './workbook.ts'
import { readPart, type XmlHandler } from './xml.ts'

/** How a number of that style is meant: a date, or a code shown with leading zeros up to a width. */
export type NumberMeaning = 'date' | { readonly zeros: number } | undefined

/** Excel's own limit is 65,490. */
const MAX_STYLES = 65_536

/** Built-in date and time formats (ECMA-376 part 1, 18.8.30), with those of the Chinese locale (27–36, 50–58). */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** What a format code means: literals, colours, conditions and padding put aside, it is a date if y, m, d, h or s is left. */
export function meaningOf(formatCode: string): NumberMeaning {
  const first = formatCode
    .replace(/"[^"]*"?/g, '')
    .replace(/\\./g, '')
    .replace(/[_*]./g, '')
    .split(';', 1)[0]
  const bare = (first ?? '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  if (/^0{2,}$/.test(bare)) return { zeros: bare.length }
  if (/general|E[+-]/i.test(bare)) return undefined
  return /[ymdhse]/i.test(bare) ? 'date' : undefined
}

/** Meaning by style index (`s` of a cell). */
export async function readStyles(zip: ZipFile, part: string): Promise<readonly NumberMeaning[]> {
  const custom = new Map<number, NumberMeaning>()
  const styles: NumberMeaning[] = []
  let inCells = false
  const handler: XmlHandler = {
    open(tag, attributes) {
      if (tag === 'cellXfs') inCells = true
      if (tag === 'numFmt')
        custom.set(Number(attributes['numFmtId']), meaningOf(attributes['formatCode'] ?? ''))
      if (tag === 'xf' && inCells) {
        const id = Number(attributes['numFmtId'] ?? 0)
        styles.push(custom.has(id) ? custom.get(id) : isBuiltInDate(id) ? 'date' : undefined)
      }
      if (Math.max(styles.length, custom.size) > MAX_STYLES)
        throw tooLarge('单元格样式过多', 'it has too many cell styles', MAX_STYLES)
    },
    close(tag) {
      if (tag === 'cellXfs') inCells = false
    },
  }
  await readPart(zip, part, handler, DESCRIPTION_BYTES)
  return styles
}
