import { isKind, nameOf, PdfError, type PdfDict, type PdfValue } from './pdf/objects.ts'
import { type PdfRevision } from './pdf/document.ts'

export interface SignatureField {
  readonly name: string
  /** As the field has it: usually a reference. */
  readonly value: PdfValue
  /** Undefined: the value is not a dictionary. */
  readonly dict: PdfDict | undefined
}

interface FoundFields {
  readonly signed: readonly SignatureField[]
  /** Two fields name the same signature. */
  readonly shared: boolean
}

const MAX_FIELDS = 20_000
const MAX_DEPTH = 32
/** Each signature means a reading of its own. */
const MAX_SIGNATURES = 100

/** UTF-16 with byte-order mark, UTF-8 with byte-order mark, or one character a byte. */
export function pdfText(bytes: Uint8Array): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    let out = ''
    for (let i = 2; i + 1 < bytes.length; i += 2) {
      out += String.fromCharCode(((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0))
    }
    return out
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return new TextDecoder('utf-8').decode(bytes.subarray(3))
  }
  return Buffer.from(bytes).toString('latin1')
}

export const textOfValue = (value: PdfValue | undefined): string | undefined =>
  isKind(value, 'string') ? pdfText(value.bytes) : undefined

class FieldWalk {
  readonly signed: SignatureField[] = []
  shared = false
  readonly #revision: PdfRevision
  readonly #fields = new Set<number>()
  readonly #values = new Set<number>()
  #count = 0

  constructor(revision: PdfRevision) {
    this.#revision = revision
  }

  visit(node: PdfValue, type: string | undefined, prefix: string, depth: number): void {
    this.#count += 1
    if (depth > MAX_DEPTH || this.#count > MAX_FIELDS)
      throw new PdfError('pdf-malformed', 'too many form fields')
    if (isKind(node, 'ref')) {
      if (this.#fields.has(node.num)) return
      this.#fields.add(node.num)
    }
    const dict = this.#revision.dict(node)
    if (!dict) return
    const own = textOfValue(this.#revision.resolve(dict.entries.get('T')))
    const name = own === undefined ? prefix : prefix === '' ? own : `${prefix}.${own}`
    const fieldType = nameOf(this.#revision.resolve(dict.entries.get('FT'))) ?? type
    if (fieldType === 'Sig') this.#value(dict, name)
    for (const kid of this.#revision.array(dict.entries.get('Kids')) ?? []) {
      this.visit(kid, fieldType, name, depth + 1)
    }
  }

  #value(field: PdfDict, name: string): void {
    const value = field.entries.get('V')
    if (value === undefined || value === null) return
    if (isKind(value, 'ref')) {
      if (this.#values.has(value.num)) {
        this.shared = true
        return
      }
      this.#values.add(value.num)
    }
    if (this.signed.length >= MAX_SIGNATURES) throw new PdfError('pdf-too-large', 'too many signatures')
    const resolved = this.#revision.resolve(value)
    this.signed.push({ name, value, dict: isKind(resolved, 'dict') ? resolved : undefined })
  }
}

/** Signature fields with a value, reached through the catalog's form only; never by searching the file's text. */
export function signatureFields(revision: PdfRevision): FoundFields {
  const form = revision.dict(revision.catalog.entries.get('AcroForm'))
  const walk = new FieldWalk(revision)
  if (form)
    for (const field of revision.array(form.entries.get('Fields')) ?? []) walk.visit(field, undefined, '', 0)
  return walk
}
