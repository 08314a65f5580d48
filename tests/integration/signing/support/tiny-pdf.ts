import { type PreparedDocument } from '../../../../electron/ports/face-renderer.ts'

const latin = (text: string): Uint8Array => Uint8Array.from(text, c => c.charCodeAt(0))

export interface TinyPdfOptions {
  readonly subFilter?: string
  readonly docMdp?: 1 | 2 | 3 | null
  readonly metadata?: Readonly<Record<string, string>>
  readonly reservedBytes?: number
  /** Bytes of page content, to make the file as large as a licence. */
  readonly contentBytes?: number
  readonly catalogExtra?: string
  /** Objects from number 10 on, as `<<…>>` texts. */
  readonly extraObjects?: readonly string[]
  readonly fieldsExtra?: string
  readonly annotsExtra?: string
  readonly signedAt?: string
}

const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c)

export function xmp(metadata: Readonly<Record<string, string>>): string {
  const lines = Object.entries(metadata).map(([k, v]) => `<lw:${k}>${escapeXml(v)}</lw:${k}>`)
  const text = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:lw="urn:lw:test#">${lines.join('')}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`
  return Buffer.from(text, 'utf8').toString('latin1')
}

const stream = (dictionary: string, data: string): string =>
  `<<${dictionary}/Length ${data.length}>>\nstream\n${data}\nendstream`

/** Builds a file from object bodies (index + 1 is the number), with a classic cross-reference table. */
export function assemble(objects: readonly string[], trailerExtra = '/ID[<00><00>]'): string {
  let out = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'
  const offsets: number[] = []
  objects.forEach((body, i) => {
    offsets.push(out.length)
    out += `${i + 1} 0 obj\n${body}\nendobj\n`
  })
  const xref = out.length
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  for (const offset of offsets) out += `${String(offset).padStart(10, '0')} 00000 n \n`
  return `${out}trailer\n<</Size ${objects.length + 1}/Root 1 0 R/Info 9 0 R${trailerExtra}>>\nstartxref\n${xref}\n%%EOF\n`
}

/** A one-page PDF with a signature field that waits for its container. Test use only: no fonts, no PDF/A. */
export function tinyPdf(options: TinyPdfOptions = {}): PreparedDocument {
  const { docMdp = 1, reservedBytes = 8192, metadata = { ZZMC: '测试证', KZ_A: 'x & y' } } = options
  const contents = `<${'0'.repeat(reservedBytes * 2)}>`
  const range = '[0 0000000000 0000000000 0000000000]'
  const reference = docMdp
    ? `/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P ${docMdp}/V/1.2>>>>]`
    : ''
  const signature = `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/${options.subFilter ?? 'ETSI.CAdES.detached'}/ByteRange${range}/Contents${contents}/M(${options.signedAt ?? 'D:20261123120000Z'})/Name(Test)/Reason(Issue)${reference}>>`
  const perms = docMdp ? '/Perms<</DocMDP 6 0 R>>' : ''
  const filler = `0 0 m\n${'10 10 l\n'.repeat(Math.ceil((options.contentBytes ?? 100) / 8))}S`
  const text = assemble([
    `<</Type/Catalog/Pages 2 0 R/AcroForm 7 0 R/Metadata 8 0 R${perms}${options.catalogExtra ?? ''}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<<>>/Annots[5 0 R${options.annotsExtra ?? ''}]>>`,
    stream('', filler),
    '<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature1)/F 132/Rect[0 0 0 0]/P 3 0 R/V 6 0 R>>',
    signature,
    `<</Fields[5 0 R${options.fieldsExtra ?? ''}]/SigFlags 3>>`,
    stream('/Type/Metadata/Subtype/XML', xmp(metadata)),
    '<</Producer(tiny)/ZZBH(No. 7)>>',
    ...(options.extraObjects ?? []),
  ])
  const start = text.indexOf(contents)
  const end = start + contents.length
  const numbers = [start, end, text.length - end].map(n => String(n).padStart(10, '0')).join(' ')
  return { bytes: latin(text.replace(range, `[0 ${numbers}]`)), gap: { start, end }, pageCount: 1 }
}

/** Appends an incremental update: objects by number, optionally with other trailer entries. */
export function appendUpdate(
  file: Uint8Array,
  objects: Readonly<Record<number, string>>,
  trailerExtra = '/Info 9 0 R/ID[<00><01>]',
  size = 40,
): Uint8Array {
  const before = Buffer.from(file).toString('latin1')
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(before)?.[1] ?? '0'
  let out = before
  let table = ''
  for (const [number, body] of Object.entries(objects)) {
    table += `${number} 1\n${String(out.length).padStart(10, '0')} 00000 n \n`
    out += `${number} 0 obj\n${body}\nendobj\n`
  }
  const xref = out.length
  out += `xref\n${table}trailer\n<</Size ${size}/Root 1 0 R${trailerExtra}/Prev ${previous}>>\nstartxref\n${xref}\n%%EOF\n`
  return latin(out)
}
