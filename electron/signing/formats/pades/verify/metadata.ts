import { SaxesParser } from 'saxes'
import { isKind, PdfError } from './pdf/objects.ts'
import { type PdfRevision } from './pdf/document.ts'
import { textOfValue } from './fields.ts'

const MAX_XMP_BYTES = 1024 * 1024
const MAX_ENTRIES = 500
const MAX_VALUE_LENGTH = 20_000

/** Short names of GB/T 36903: base (`ZZMC`), holder (`CZZT…`), creation, annotated copies, and extensions (`KZ_…`). */
const OWN_KEY = /^(?:ZZ[A-Z]{2,14}|CZZT[A-Z]{0,12}|CJSJ|JZJ?[A-Z]{2,12}|KZ_[A-Za-z0-9_]{1,60})$/

/** Reads elements and attributes named by our keys, whatever their namespace. Entities and document types are refused. */
export function metadataOfXmp(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  const parser = new SaxesParser({ xmlns: true })
  let key: string | undefined
  let value = ''
  let failed = false
  const keep = (name: string, content: string): void => {
    if (Object.keys(found).length < MAX_ENTRIES && !(name in found))
      found[name] = content.slice(0, MAX_VALUE_LENGTH)
  }
  parser.on('error', () => {
    failed = true
  })
  parser.on('doctype', () => {
    failed = true
  })
  parser.on('opentag', tag => {
    if (OWN_KEY.test(tag.local)) {
      key = tag.local
      value = ''
    }
    for (const attribute of Object.values(tag.attributes)) {
      if (OWN_KEY.test(attribute.local)) keep(attribute.local, attribute.value)
    }
  })
  const addText = (content: string): void => {
    if (key !== undefined && value.length < MAX_VALUE_LENGTH) value += content
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', tag => {
    if (tag.local !== key) return
    keep(key, value.trim())
    key = undefined
  })
  parser.write(text).close()
  return failed ? {} : found
}

function fromXmp(revision: PdfRevision): Record<string, string> {
  const stream = revision.resolve(revision.catalog.entries.get('Metadata'))
  if (!isKind(stream, 'stream')) return {}
  const data = revision.decodedStream(stream)
  return data.length > MAX_XMP_BYTES ? {} : metadataOfXmp(new TextDecoder('utf-8').decode(data))
}

function fromInformation(revision: PdfRevision): Record<string, string> {
  const found: Record<string, string> = {}
  const information = revision.dict(revision.trailer.entries.get('Info'))
  for (const [key, raw] of information?.entries ?? []) {
    const value = OWN_KEY.test(key) ? textOfValue(revision.resolve(raw)) : undefined
    if (value !== undefined) found[key] = value.slice(0, MAX_VALUE_LENGTH)
  }
  return found
}

/** Our licence metadata as one saved state of the file has it: XMP first, the information dictionary for the rest. */
export function licenceMetadata(revision: PdfRevision): Record<string, string> {
  if (revision.document.encrypted) return {}
  const read = (source: (revision: PdfRevision) => Record<string, string>): Record<string, string> => {
    try {
      return source(revision)
    } catch (error) {
      if (error instanceof PdfError) return {}
      throw error
    }
  }
  return { ...read(fromInformation), ...read(fromXmp) }
}
