import { PDFContext, PDFString, PDFWriter, type PDFRef } from '@cantoo/pdf-lib'
import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { type PreparedDocument, type SignaturePlace } from '../../ports/face-renderer.ts'
import { documentFonts, type DocumentFonts, type FontCutter } from './fonts.ts'
import { srgbProfile } from './icc.ts'
import { pageArt, type Scene } from './page-content.ts'
import { addSignatureField, pdfDate, type SignatureField } from './signature-field.ts'
import { addPlainStream, addStream, written, Recorded, textString } from './values.ts'
import { PRODUCER, xmpPacket, type DocumentMetadata } from './xmp.ts'

export interface DocumentInput {
  readonly pages: readonly Scene[]
  readonly metadata: DocumentMetadata
  readonly signature?: SignaturePlace
  readonly cutFont?: FontCutter
}

let compressedProfile: Uint8Array | undefined

function outputIntent(context: PDFContext): PDFRef {
  compressedProfile ??= deflateSync(srgbProfile(), { level: 9 })
  const profile = addStream(context, compressedProfile, { N: 3, Alternate: 'DeviceRGB' }, true)
  return context.register(
    written({
      Type: 'OutputIntent',
      S: 'GTS_PDFA1',
      OutputConditionIdentifier: PDFString.of('sRGB IEC61966-2.1'),
      Info: PDFString.of('sRGB IEC61966-2.1'),
      RegistryName: PDFString.of('http://www.color.org'),
      DestOutputProfile: profile,
    }),
  )
}

function information(context: PDFContext, metadata: DocumentMetadata): PDFRef {
  const date = PDFString.of(pdfDate(Date.parse(metadata.created)))
  return context.register(
    written({
      Title: textString(metadata.title),
      Author: textString(metadata.author),
      Subject: textString(metadata.subject),
      Creator: textString(PRODUCER),
      Producer: textString(PRODUCER),
      CreationDate: date,
      ModDate: date,
      ...Object.fromEntries(metadata.own.map(([name, value]) => [name, textString(value)])),
    }),
  )
}

function xmp(context: PDFContext, metadata: DocumentMetadata): PDFRef {
  const bytes = Buffer.from(xmpPacket(metadata), 'utf8')
  return addPlainStream(context, bytes, { Type: 'Metadata', Subtype: 'XML' })
}

function noteGlyphs(fonts: DocumentFonts, scene: Scene): void {
  for (const part of scene.laidOut.parts) {
    if (part.kind === 'text') fonts.use(part.line)
    if (part.kind === 'seal') for (const line of part.lines) fonts.use(line)
  }
  for (const insert of scene.inserts ?? []) noteGlyphs(fonts, insert.scene)
}

/** Pages, their content and, on the first seal, the signature's field. */
function addPages(
  context: PDFContext,
  input: DocumentInput,
  tree: PDFRef,
): { pages: PDFRef[]; field?: SignatureField } {
  const fonts = documentFonts(input.cutFont)
  for (const scene of input.pages) noteGlyphs(fonts, scene)
  fonts.embed(context)
  const art = pageArt(context, fonts)
  const pages: PDFRef[] = []
  let field: SignatureField | undefined
  for (const scene of input.pages) {
    const ref = context.nextRef()
    const withField = input.signature !== undefined && field === undefined
    const content = art.content(scene, withField)
    if (input.signature && content.seal) {
      field = addSignatureField(context, input.signature, ref, content.seal.rect, content.seal.appearance)
    }
    context.assign(
      ref,
      written({
        Type: 'Page',
        Parent: tree,
        MediaBox: content.mediaBox,
        Resources: content.resources,
        Contents: content.stream,
        ...(content.seal && field ? { Annots: [field.widget] } : {}),
      }),
    )
    pages.push(ref)
  }
  return { pages, ...(field ? { field } : {}) }
}

function addCatalog(
  context: PDFContext,
  input: DocumentInput,
  tree: PDFRef,
  field: SignatureField | undefined,
): PDFRef {
  return context.register(
    written({
      Type: 'Catalog',
      Pages: tree,
      Lang: PDFString.of('zh-CN'),
      Metadata: xmp(context, input.metadata),
      OutputIntents: [outputIntent(context)],
      ViewerPreferences: { DisplayDocTitle: true, PrintScaling: 'None' },
      ...(field
        ? {
            AcroForm: { Fields: [field.widget], SigFlags: 3 },
            Perms: { DocMDP: field.signature },
          }
        : {}),
    }),
  )
}

/** Identifier of the file, made from its own bytes: the same request gives the same file. */
const ID_LENGTH = 32

/** Writes the document. The same input gives the same bytes. */
export async function buildDocument(input: DocumentInput): Promise<PreparedDocument> {
  const context = PDFContext.create()
  const tree = context.nextRef()
  const { pages, field } = addPages(context, input, tree)
  context.assign(tree, written({ Type: 'Pages', Kids: pages, Count: pages.length }))
  const id = [new Recorded(`<${'0'.repeat(ID_LENGTH)}>`), new Recorded(`<${'0'.repeat(ID_LENGTH)}>`)]
  context.trailerInfo.Root = addCatalog(context, input, tree, field)
  context.trailerInfo.Info = information(context, input.metadata)
  context.trailerInfo.ID = written(id)
  const bytes = await PDFWriter.forContext(context, Number.MAX_SAFE_INTEGER).serializeToBuffer()
  const gap = field?.finish(bytes)
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, ID_LENGTH)
  for (const part of id) part.overwrite(bytes, `<${digest}>`)
  return { bytes, pageCount: pages.length, ...(gap ? { gap } : {}) }
}
