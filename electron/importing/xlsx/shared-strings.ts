import { tooLarge, unreadable } from '../faults.ts'
import { type ImportLimits } from '../limits.ts'
import { type ZipFile } from '../zip/zip-reader.ts'
import { unescapeText } from './text.ts'
import { partParser, type XmlHandler } from './xml.ts'

const BLOCK_BYTES = 4 * 1024 * 1024

/**
 * The texts that cells name by number. Kept as UTF-8 in blocks outside the JavaScript heap: a file of 50,000 rows may
 * have a million of them, and as objects they would cost several times their bytes.
 */
export interface SharedStrings {
  get(index: number): string
}

export const NO_STRINGS: SharedStrings = {
  get: index => {
    throw unreadable(`共享文本 ${index} 不存在`, `its shared string ${index} does not exist`)
  },
}

/** Collects the text of `<si>` and `<is>`: plain and rich runs joined, phonetic runs (`rPh`) left out. */
export function stringCollector(): Required<XmlHandler> & { take(): string } {
  let text = ''
  let inText = false
  let phonetic = 0
  return {
    open(name) {
      if (name === 'rPh') phonetic++
      else if (name === 't') inText = true
    },
    close(name) {
      if (name === 'rPh') phonetic--
      else if (name === 't') inText = false
    },
    text(piece) {
      if (inText && phonetic === 0) text += piece
    },
    take() {
      const taken = unescapeText(text)
      text = ''
      return taken
    },
  }
}

class StringStore implements SharedStrings {
  private readonly limits: ImportLimits
  private readonly encoder = new TextEncoder()
  private readonly blocks: Uint8Array[] = []
  /** Two numbers a string: where it starts and ends, counted over all blocks. */
  private places = new Float64Array(2 * 4096)
  private count = 0
  private used = 0

  constructor(limits: ImportLimits) {
    this.limits = limits
  }

  add(text: string): void {
    const { limits } = this
    if (this.count >= limits.sharedStrings)
      throw tooLarge('共享文本过多', 'it has too many shared strings', limits.sharedStrings)
    if (text.length > limits.cellLength)
      throw tooLarge(
        `第 ${this.count + 1} 条共享文本过长`,
        `its shared string ${this.count + 1} is too long`,
        limits.cellLength,
      )
    const bytes = this.encoder.encode(text)
    if (2 * this.count + 2 > this.places.length) this.widen()
    this.places[2 * this.count] = this.put(bytes)
    this.places[2 * this.count + 1] = this.used
    this.count++
    if (this.used > limits.sharedStringBytes)
      throw tooLarge('共享文本过大', 'its shared strings are too large', limits.sharedStringBytes)
  }

  get(index: number): string {
    if (!Number.isInteger(index) || index < 0 || index >= this.count) return NO_STRINGS.get(index)
    const start = this.places[2 * index] ?? 0
    const end = this.places[2 * index + 1] ?? 0
    const block = this.blocks[Math.floor(start / BLOCK_BYTES)]
    if (start === end || !block) return ''
    return Buffer.from(block.buffer, start % BLOCK_BYTES, end - start).toString('utf8')
  }

  /** Where the bytes now stand. A string never crosses blocks: what a block has left over stays unused. */
  private put(bytes: Uint8Array): number {
    const room = this.blocks.length * BLOCK_BYTES - this.used
    if (bytes.length > room) {
      this.used = this.blocks.length * BLOCK_BYTES
      this.blocks.push(new Uint8Array(BLOCK_BYTES))
    }
    const start = this.used
    this.blocks.at(-1)?.set(bytes, start % BLOCK_BYTES)
    this.used += bytes.length
    return start
  }

  private widen(): void {
    const wider = new Float64Array(2 * this.places.length)
    wider.set(this.places)
    this.places = wider
  }
}

export async function readSharedStrings(
  zip: ZipFile,
  part: string,
  limits: ImportLimits,
): Promise<SharedStrings> {
  const store = new StringStore(limits)
  const collector = stringCollector()
  const parser = partParser(part, {
    ...collector,
    close(name) {
      collector.close(name)
      if (name === 'si') store.add(collector.take())
    },
  })
  for await (const bytes of zip.part(part)) parser.write(bytes)
  parser.end()
  return store
}
