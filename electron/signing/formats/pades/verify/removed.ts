import { PdfDocument } from './pdf/document.ts'
import { PdfError } from './pdf/objects.ts'
import { signatureFields } from './fields.ts'

/** Where a saved state may end. */
const END_OF_STATE = /^startxref\s+\d{1,10}\s+%%EOF(?:\r\n|\r|\n)?/
const LONGEST_END = 64
/** Oldest first: whoever appends states cannot push the signed one out of sight. */
const MAX_STATES = 200
/** Each state is a reading of its own: together they cost no more than this many cross-reference entries. */
const MAX_ENTRIES = 5_000_000

function* endsOfStates(bytes: Uint8Array): Iterable<number> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let found = 0
  for (
    let at = file.indexOf('startxref');
    at >= 0 && found < MAX_STATES;
    at = file.indexOf('startxref', at + 1)
  ) {
    const end = END_OF_STATE.exec(file.toString('latin1', at, at + LONGEST_END))
    if (!end) continue
    found += 1
    yield at + end[0].length
  }
}

/**
 * For a file that names no signature now: the field of a signature that an earlier state of it had, whether or not the
 * newest state still leads there. An end inside the file that is no state of it (of an attachment, say) is passed over.
 */
export function removedSignature(bytes: Uint8Array): string | undefined {
  let entries = 0
  for (const end of endsOfStates(bytes)) {
    if (end >= bytes.length || entries > MAX_ENTRIES) return undefined
    try {
      const state = new PdfDocument(bytes.subarray(0, end))
      for (const section of state.sections) entries += section.entries.size
      const [signed] = signatureFields(state.latest).signed
      if (signed) return signed.name
    } catch (error) {
      if (!(error instanceof PdfError)) throw error
    }
  }
  return undefined
}
