import { appError } from '../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { words } from '../../shared/kernel/words.ts'
import { type FaceRenderer, type FaceRequest, type PreparedDocument } from '../ports/face-renderer.ts'
import { renderCardSheet, type CardSheetRequest } from './card-sheet.ts'
import { checkRequest } from './check-request.ts'
import { createFontChain, type FontChain } from './fonts/font-chain.ts'
import { wholeFont } from './fonts/subset.ts'
import { type SystemFontOptions } from './fonts/system-fonts.ts'
import { loadPicture, type Picture, type PictureSet } from './images/picture.ts'
import { PictureError } from './images/png.ts'
import { GlyphMissing } from './layout/glyphs.ts'
import { glyphMissing, textOverflow, type RenderError } from './render-errors.ts'
import { layOutPage, TextOverflow } from './layout/lay-out-page.ts'
import { type FontCutter } from './pdf/fonts.ts'
import { type Scene } from './pdf/page-content.ts'
import { type DocumentMetadata } from './pdf/xmp.ts'

export interface FaceRendererOptions {
  readonly systemFonts?: SystemFontOptions
  /** Embeds whole fonts, for comparison with the subsets; never for issuing. */
  readonly wholeFonts?: boolean
}

/** A picture, or the error that names it. */
function picture(
  bytes: Uint8Array | undefined,
  code: 'photo-unreadable' | 'picture-unreadable',
  zh: string,
  en: string,
): Result<Picture | undefined, RenderError> {
  if (!bytes) return ok(undefined)
  try {
    return ok(loadPicture(bytes))
  } catch (error) {
    if (!(error instanceof PictureError)) throw error
    return err(
      appError(
        code,
        words(`${zh}无法读取：文件已损坏或格式不支持。`, `The ${en} cannot be read: ${error.message}.`),
        {
          next: words('请换一张 JPEG 或 PNG 图片重试。', 'Choose another JPEG or PNG picture and try again.'),
          data: { reason: error.message },
        },
      ),
    )
  }
}

function pictures(request: FaceRequest): Result<PictureSet, RenderError> {
  const photo = picture(request.photo, 'photo-unreadable', '照片', 'photo')
  if (!photo.ok) return photo
  const emblem = picture(request.emblem, 'picture-unreadable', '徽标图片', 'emblem')
  if (!emblem.ok) return emblem
  const seal = picture(request.sealPicture, 'picture-unreadable', '印章图片', 'seal picture')
  if (!seal.ok) return seal
  return ok({
    ...(photo.value ? { photo: photo.value } : {}),
    ...(emblem.value ? { emblem: emblem.value } : {}),
    ...(seal.value ? { seal: seal.value } : {}),
  })
}

/** Lays out every page of a request. @throws GlyphMissing, TextOverflow */
function scenesOf(chain: FontChain, request: FaceRequest, pictures: PictureSet): readonly Scene[] {
  return request.face.pages.map(page => ({
    laidOut: layOutPage(chain, page, {
      values: request.values,
      emptyText: request.face.emptyText,
      purpose: request.purpose,
      specimen: request.specimen,
      sealText: request.sealText,
      sealPicture: request.sealPicture !== undefined,
    }),
    pictures,
    qrText: request.qrText,
  }))
}

/** Checks a request and lays it out: every expected failure comes back as a value. */
function prepare(chain: FontChain, request: FaceRequest): Result<readonly Scene[], RenderError> {
  const fault = checkRequest(request)
  if (fault) return err(fault)
  const loaded = pictures(request)
  if (!loaded.ok) return loaded
  try {
    return ok(scenesOf(chain, request, loaded.value))
  } catch (error) {
    if (error instanceof GlyphMissing) return err(glyphMissing(error))
    if (error instanceof TextOverflow) return err(textOverflow(error))
    throw error
  }
}

function metadataOf(request: FaceRequest): DocumentMetadata {
  return {
    title: request.specimen ? `${request.title}（样例）` : request.title,
    author: request.author,
    subject: request.specimen ? `${request.subject} 样例 SPECIMEN` : request.subject,
    created: `${request.createdAt.slice(0, 19)}Z`,
    own: request.metadata,
  }
}

async function render(
  chain: FontChain,
  request: FaceRequest,
  cutFont?: FontCutter,
): Promise<Result<PreparedDocument, RenderError>> {
  const pages = prepare(chain, request)
  if (!pages.ok) return pages
  const { signature } = request
  // The PDF library is half of the program: whoever draws nothing does not wait for it at the start.
  const { buildDocument } = await import('./pdf/build.ts')
  return ok(
    await buildDocument({
      pages: pages.value,
      metadata: metadataOf(request),
      ...(cutFont ? { cutFont } : {}),
      ...(signature && request.purpose === 'electronic' ? { signature } : {}),
    }),
  )
}

export interface Rendering extends FaceRenderer {
  /** Cards on A4 sheets with cut marks, fronts and backs, for printing on both sides along the long edge. No signature. */
  cardSheet(request: CardSheetRequest): Promise<Result<PreparedDocument, RenderError>>
}

/** A renderer that keeps its fonts and art between documents. Costs nothing until the first document. */
export function createFaceRenderer(options: FaceRendererOptions = {}): Rendering {
  const chain = createFontChain(options.systemFonts)
  return {
    render: request => render(chain, request, options.wholeFonts ? wholeFont : undefined),
    missingCharacters: text =>
      [...new Set(text)].filter(
        char => !/[\r\n\t]/.test(char) && !chain.faceFor('fangsong', char.codePointAt(0) ?? 0),
      ),
    cardSheet: request => renderCardSheet(request, card => prepare(chain, card)),
  }
}
