import { isKind, nameOf, type PdfDict } from './pdf/objects.ts'
import { PdfDocument, type PdfRevision } from './pdf/document.ts'
import { signedRange, type SignedRange } from './byte-range.ts'
import { textOfValue, type SignatureField } from './fields.ts'
import { type Findings } from './findings.ts'
import { GraphComparison } from './compare/graph.ts'
import { compareRevisions } from './compare/compare.ts'
import { permissionsOf } from './mdp.ts'
import { revisionEndingAt, tailProblem } from './tail.ts'

/** A signature whose place in the file is sound. */
export interface PlacedSignature {
  readonly field: SignatureField
  /** As it stood in the signed state. */
  readonly dict: PdfDict
  readonly range: SignedRange
  /** Read from the bytes up to `range.end` alone: nothing behind them can reach into it. */
  readonly revision: PdfRevision
  /** Which of the file's saved states this is; 0 is the newest. */
  readonly index: number
  /** The bytes that are signed, in two parts. */
  readonly parts: readonly Uint8Array[]
  readonly subFilter: string | undefined
}

/** What a reader saw when the file ended with the signed bytes. @throws PdfError where that is no whole file */
function signedState(document: PdfDocument, range: SignedRange): PdfRevision {
  const { bytes } = document
  return range.end === bytes.length ? document.latest : new PdfDocument(bytes.subarray(0, range.end)).latest
}

/**
 * Finds out what a signature covers and reads it again from the state that it signed. Undefined, with findings, where
 * its place is unsound.
 */
export function placeSignature(
  document: PdfDocument,
  field: SignatureField,
  findings: Findings,
): PlacedSignature | undefined {
  if (!field.dict) {
    findings.add('signature-not-dictionary')
    return undefined
  }
  const range = signedRange(field.dict, document.bytes)
  if (typeof range === 'string') {
    findings.add(range)
    return undefined
  }
  const index = revisionEndingAt(document, range.end)
  if (index === undefined) {
    findings.add('range-not-a-revision')
    return undefined
  }
  const revision = signedState(document, range)
  const signed = isKind(field.value, 'ref') ? revision.dict(field.value) : field.dict
  if (!signed || !new GraphComparison(revision, document.latest).sameDict(signed, field.dict)) {
    findings.add('dictionary-redefined')
    return undefined
  }
  const { bytes } = document
  return {
    field,
    dict: signed,
    range,
    revision,
    index,
    parts: [bytes.subarray(0, range.gapStart), bytes.subarray(range.gapEnd, range.end)],
    subFilter: nameOf(signed.entries.get('SubFilter')),
  }
}

const onlyWhiteSpace = (bytes: Uint8Array): boolean =>
  bytes.every(b => b === 0 || b === 9 || b === 10 || b === 12 || b === 13 || b === 32)

/** Judges everything behind the signed state, and notes what is allowed. */
export function judgeLaterChanges(document: PdfDocument, placed: PlacedSignature, findings: Findings): void {
  const { range, revision, index } = placed
  if (index === 0) {
    if (!onlyWhiteSpace(document.bytes.subarray(range.end))) findings.add('bytes-after-end')
    if (document.sections.some(s => s.start >= range.end)) findings.add('tail-order')
    return
  }
  const problem = tailProblem(document, range.end, index)
  if (problem) findings.add(problem)
  const permissions = permissionsOf(revision, placed.dict)
  const { violations, changes } = compareRevisions(revision, document.latest, permissions)
  for (const code of [...violations, ...changes]) findings.add(code)
}

/** `D:20260301120000+08'00'` as ISO 8601 in UTC; undefined where it is no date. */
export function pdfDate(value: string | undefined): string | undefined {
  const m = /^D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z|[+-])(?:(\d\d)'?(?:(\d\d)'?)?)?)?/.exec(
    value ?? '',
  )
  if (!m) return undefined
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = m
    .slice(1, 7)
    .map((v, i) => Number(v ?? (i === 1 || i === 2 ? 1 : 0)))
  const offset = (Number(m[8] ?? 0) * 60 + Number(m[9] ?? 0)) * (m[7] === '-' ? -1 : 1)
  const millis = Date.UTC(year, month - 1, day, hour, minute, second) - offset * 60_000
  return Number.isFinite(millis) ? new Date(millis).toISOString() : undefined
}

export const claimedTime = (dict: PdfDict): string | undefined => pdfDate(textOfValue(dict.entries.get('M')))
