import { appError, type AppError } from '../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { words } from '../../shared/kernel/words.ts'
import {
  type FaceRenderer,
  type FaceRequest,
  type PreparedDocument,
  type RenderErrorCode,
} from '../ports/face-renderer.ts'
import { checkRequest } from './check-request.ts'
import { createFontChain, type FontChain } from './fonts/font-chain.ts'
import { type SystemFontOptions } from './fonts/system-fonts.ts'
import { loadPicture, type Picture } from './images/picture.ts'
import { PictureError } from './images/png.ts'
import { GlyphMissing } from './layout/glyphs.ts'
import { layOutPage, TextOverflow } from './layout/lay-out-page.ts'
import { buildDocument, type DocumentInput } from './pdf/build.ts'

export interface FaceRendererOptions {
  readonly systemFonts?: SystemFontOptions
}

type RenderError = AppError<RenderErrorCode>

export const codePointName = (char: string): string =>
  `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

function glyphMissing(error: GlyphMissing): RenderError {
  const name = codePointName(error.char)
  return appError(
    'glyph-missing',
    words(
      `没有字体能显示“${error.char}”（${name}），证照不能制作。`,
      `No font at hand can draw "${error.char}" (${name}); the licence cannot be made.`,
    ),
    {
      next: words(
        '请核对该字是否录入正确；确为生僻字的，请管理员安装含有该字的字体（如花园明朝、BabelStone Han）后重试。',
        'Check that the character was entered right; if it is, ask the administrator to install a font that has it (such as Hanazono Mincho or BabelStone Han) and try again.',
      ),
      data: { character: error.char, codePoint: name },
    },
  )
}

function textOverflow(error: TextOverflow): RenderError {
  return appError(
    'text-overflow',
    words(
      `“${error.label.slice(0, 20)}”的内容太长，缩到最小字号也放不下。`,
      `The text of "${error.label.slice(0, 20)}" is too long: even the smallest type does not fit.`,
    ),
    {
      next: words(
        '请缩短该项内容；若是套打，可改用整页打印。',
        'Shorten it; when printing on pre-printed paper, print the whole page on plain paper instead.',
      ),
      data: { label: error.label.slice(0, 20), length: [...error.text].length },
    },
  )
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

function pictures(request: FaceRequest): Result<DocumentInput['pictures'], RenderError> {
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

async function render(
  chain: FontChain,
  request: FaceRequest,
): Promise<Result<PreparedDocument, RenderError>> {
  const fault = checkRequest(request)
  if (fault) return err(fault)
  const loaded = pictures(request)
  if (!loaded.ok) return loaded
  try {
    const pages = request.face.pages.map(page =>
      layOutPage(chain, page, {
        values: request.values,
        emptyText: request.face.emptyText,
        purpose: request.purpose,
        specimen: request.specimen,
        sealText: request.sealText,
        sealPicture: request.sealPicture !== undefined,
      }),
    )
    const specimen = request.specimen ? '样例 SPECIMEN' : ''
    return ok(
      await buildDocument({
        pages,
        pictures: loaded.value,
        qrText: request.qrText,
        metadata: {
          title: request.specimen ? `${request.title}（样例）` : request.title,
          author: request.author,
          subject: [request.subject, specimen].filter(Boolean).join(' '),
          created: `${request.createdAt.slice(0, 19)}Z`,
          own: request.metadata,
        },
        ...(request.signature && request.purpose === 'electronic' ? { signature: request.signature } : {}),
      }),
    )
  } catch (error) {
    if (error instanceof GlyphMissing) return err(glyphMissing(error))
    if (error instanceof TextOverflow) return err(textOverflow(error))
    throw error
  }
}

/** A renderer that keeps its fonts and art between documents. Costs nothing until the first document. */
export function createFaceRenderer(options: FaceRendererOptions = {}): FaceRenderer {
  const chain = createFontChain(options.systemFonts)
  return {
    render: request => render(chain, request),
    missingCharacters(text) {
      const missing = [...new Set(text)].filter(
        char => !/[\r\n\t]/.test(char) && !chain.faceFor('fangsong', char.codePointAt(0) ?? 0),
      )
      return missing
    },
  }
}
