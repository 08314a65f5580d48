import { appError, type AppError } from '../../shared/kernel/app-error.ts'
import { words } from '../../shared/kernel/words.ts'
import { type RenderErrorCode } from '../ports/face-renderer.ts'
import { type GlyphMissing } from './layout/glyphs.ts'
import { type TextOverflow } from './layout/lay-out-page.ts'

export type RenderError = AppError<RenderErrorCode>

const codePointName = (char: string): string =>
  `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

export function glyphMissing(error: GlyphMissing): RenderError {
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

export function textOverflow(error: TextOverflow): RenderError {
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
