import { isKind, integerOf, PdfError } from './pdf/objects.ts'
import { type PdfDocument } from './pdf/document.ts'
import { PdfReader } from './pdf/syntax.ts'
import { readIndirect } from './pdf/xref.ts'

type TailProblem = 'tail-unparsed' | 'tail-unlisted-object' | 'tail-unlisted-section' | 'tail-order'

const END_OF_REVISION = /startxref\s+(\d{1,10})\s+%%EOF[\r\n]{0,2}$/

/** Index of the revision that ends exactly at `end`, as the file's own chain has it; undefined when none does. */
export function revisionEndingAt(document: PdfDocument, end: number): number | undefined {
  const from = Math.max(0, end - 256)
  const m = END_OF_REVISION.exec(Buffer.from(document.bytes.subarray(from, end)).toString('latin1'))
  if (!m) return undefined
  const index = document.sections.findIndex(s => s.offset === Number(m[1]))
  return index < 0 ? undefined : index
}

class TailScan {
  readonly #document: PdfDocument
  readonly #reader: PdfReader
  readonly #newer: number

  constructor(document: PdfDocument, from: number, newer: number) {
    this.#document = document
    this.#reader = new PdfReader(document.bytes, from)
    this.#newer = newer
  }

  run(): TailProblem | undefined {
    for (;;) {
      this.#reader.skipSpace()
      if (this.#reader.peek === undefined) return undefined
      const problem = this.#step()
      if (problem) return problem
    }
  }

  #step(): TailProblem | undefined {
    const start = this.#reader.at
    if (this.#reader.keyword('startxref')) {
      this.#reader.integer()
      return undefined
    }
    const sections = this.#document.sections.slice(0, this.#newer)
    if (this.#reader.keyword('xref')) {
      const section = sections.find(s => s.start === start)
      if (!section) return 'tail-unlisted-section'
      this.#reader.at = section.end
      return undefined
    }
    return this.#object(start)
  }

  #object(start: number): TailProblem | undefined {
    const read = readIndirect(this.#document.bytes, start)
    const sections = this.#document.sections.slice(0, this.#newer)
    const index = sections.findIndex(section => {
      if (section.start === start || section.streamOffset === start) return true
      const entry = section.entries.get(read.num)
      return entry?.type === 'at' && this.#skipSpace(entry.offset) === start
    })
    if (index < 0) return 'tail-unlisted-object'
    this.#reader.at = read.end
    if (isKind(read.value, 'stream')) {
      const length = integerOf(this.#document.revision(index).resolve(read.value.dict.entries.get('Length')))
      if (length === undefined) return 'tail-unparsed'
      this.#reader.at = read.value.dataStart + length
      this.#reader.expect('endstream')
    }
    this.#reader.expect('endobj')
    return undefined
  }

  #skipSpace(offset: number): number {
    const reader = new PdfReader(this.#document.bytes, offset)
    reader.skipSpace()
    return reader.at
  }
}

/**
 * Accounts for every byte behind a signed revision: objects that the later cross-reference sections list at just that place,
 * those sections themselves, their ends, white space and comments. Anything else is there for some other reader than ours.
 */
export function tailProblem(
  document: PdfDocument,
  end: number,
  signedIndex: number,
): TailProblem | undefined {
  const inTail = (index: number): boolean => index < signedIndex
  const misplaced = document.sections.some(
    (s, i) =>
      s.start >= end !== inTail(i) || (s.streamOffset !== undefined && s.streamOffset >= end !== inTail(i)),
  )
  if (misplaced) return 'tail-order'
  try {
    return new TailScan(document, end, signedIndex).run()
  } catch (error) {
    if (error instanceof PdfError) return 'tail-unparsed'
    throw error
  }
}
