/** Thrown for a file that is not a PDF that can be judged; `code` selects the words for the clerk. */
export class PdfError extends Error {
  override readonly name = 'PdfError'
  readonly code: 'pdf-malformed' | 'pdf-encrypted' | 'pdf-too-large' | 'not-pdf'

  constructor(code: PdfError['code'], detail: string) {
    super(detail)
    this.code = code
  }
}

export const malformed = (detail: string): never => {
  throw new PdfError('pdf-malformed', detail)
}

interface PdfName {
  readonly kind: 'name'
  readonly value: string
}
export interface PdfNumber {
  readonly kind: 'number'
  readonly value: number
  readonly integer: boolean
}
/** `start` and `end` are the place of the string with its brackets in the bytes it was read from. */
export interface PdfString {
  readonly kind: 'string'
  readonly bytes: Uint8Array
  readonly hex: boolean
  readonly start: number
  readonly end: number
}
interface PdfArray {
  readonly kind: 'array'
  readonly items: readonly PdfValue[]
}
export interface PdfDict {
  readonly kind: 'dict'
  readonly entries: ReadonlyMap<string, PdfValue>
  /** A key stands twice: readers differ in which one they take. */
  readonly ambiguous: boolean
  /** The only doubled key is Type, which decides nothing in a signature dictionary. */
  readonly doubledType: boolean
}
export interface PdfRef {
  readonly kind: 'ref'
  readonly num: number
  readonly gen: number
}
/** The data begins at `dataStart` of `source`; its length is for the document to resolve. */
export interface PdfStream {
  readonly kind: 'stream'
  readonly dict: PdfDict
  readonly source: Uint8Array
  readonly dataStart: number
}

export type PdfValue =
  null | boolean | PdfName | PdfNumber | PdfString | PdfArray | PdfDict | PdfRef | PdfStream

type Kinds = Exclude<PdfValue, null | boolean>

export const isKind = <K extends Kinds['kind']>(
  value: PdfValue | undefined,
  kind: K,
): value is Extract<Kinds, { kind: K }> => typeof value === 'object' && value !== null && value.kind === kind

export const nameOf = (value: PdfValue | undefined): string | undefined =>
  isKind(value, 'name') ? value.value : undefined

export const integerOf = (value: PdfValue | undefined): number | undefined =>
  isKind(value, 'number') && value.integer ? value.value : undefined
