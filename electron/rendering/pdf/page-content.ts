import { type PDFContext, type PDFRef } from '@cantoo/pdf-lib'
import { type Box, type FaceElement } from '../../../shared/domain/face/face.ts'
import { Drawing, inMillimetres, num, POINTS, type Point } from '../art/path.ts'
import { drawQr, QR_SIDE } from '../art/qr-code.ts'
import { drawSealRing } from '../art/seal-ring.ts'
import { drawArt, drawEmblemRing, staticArt } from '../art/static-art.ts'
import { imageMatrix, type Picture, type PictureSet } from '../images/picture.ts'
import { type LaidOutPage, type PagePart } from '../layout/lay-out-page.ts'
import { embedPicture } from './embed-picture.ts'
import { showLine } from './content.ts'
import { type DocumentFonts } from './fonts.ts'
import { addStream, compressKept, type Value } from './values.ts'

/** A page with the pictures and the code that are shown on it. */
export interface Scene {
  readonly laidOut: LaidOutPage
  readonly pictures: PictureSet
  readonly qrText: string
  /** Smaller pages laid onto this one (cards on a sheet), each at its place in millimetres. */
  readonly inserts?: readonly { readonly at: Point; readonly scene: Scene }[]
}

export interface PageContent {
  readonly stream: PDFRef
  readonly resources: Value
  readonly mediaBox: readonly number[]
  /** Where the page's seal went into a signature's appearance instead of the content. */
  readonly seal?: { readonly rect: readonly number[]; readonly appearance: PDFRef }
}

export interface PageArt {
  content(scene: Scene, sealAsAppearance: boolean): PageContent
}

type SealPart = Extract<PagePart, { kind: 'seal' }>

const FIT = { contain: Math.min, cover: Math.max } as const

/** Image operators: the picture fills (`cover`, cut at the box) or fits into (`contain`) its box, never stretched. */
function showPicture(
  name: string,
  picture: Picture,
  box: Box,
  pageHeight: number,
  fit: keyof typeof FIT,
): string {
  const scale = FIT[fit](box.width / picture.width, box.height / picture.height)
  const [w, h] = [picture.width * scale * POINTS, picture.height * scale * POINTS]
  const x = (box.x + box.width / 2) * POINTS - w / 2
  const y = (pageHeight - box.y - box.height / 2) * POINTS - h / 2
  const clip = [
    box.x * POINTS,
    (pageHeight - box.y - box.height) * POINTS,
    box.width * POINTS,
    box.height * POINTS,
  ]
  const matrix = imageMatrix(picture.orientation, x, y, w, h)
  return `q ${clip.map(num).join(' ')} re W n\n${matrix.map(num).join(' ')} cm /${name} Do Q\n`
}

/** Pictures and art forms of one document, added when first shown. */
class SharedObjects {
  readonly names = new Map<unknown, string>()
  readonly refs: Record<string, PDFRef> = {}

  name(key: unknown, make: () => PDFRef): string {
    let name = this.names.get(key)
    if (name === undefined) {
      name = `X${this.names.size}`
      this.names.set(key, name)
      this.refs[name] = make()
    }
    return name
  }
}

/** White behind a photo, seen where none was supplied or where it is transparent. */
function drawPhotoPlace(drawing: Drawing, box: Box): void {
  drawing.fill('#ffffff').rect(box.x, box.y, box.width, box.height).paintFill()
}

function drawPhotoEdge(drawing: Drawing, box: Box): void {
  drawing.stroke('#8c8c8c', 0.15).rect(box.x, box.y, box.width, box.height).paintStroke()
}

/** Operators drawn in millimetres, as points on a page of that height. */
function millimetres(height: number, draw: (drawing: Drawing) => void): string {
  const drawing = new Drawing()
  draw(drawing)
  return inMillimetres(drawing.operators, height)
}

/** Draws the pages of one document. */
class PageWriter implements PageArt {
  private readonly shared = new SharedObjects()
  private readonly context: PDFContext
  private readonly fonts: DocumentFonts

  constructor(context: PDFContext, fonts: DocumentFonts) {
    this.context = context
    this.fonts = fonts
  }

  private picture(value: Picture, box: Box, height: number, fit: keyof typeof FIT): string {
    const name = this.shared.name(value, () => embedPicture(this.context, value))
    return showPicture(name, value, box, height, fit)
  }

  private artForm(elements: readonly FaceElement[], { page }: LaidOutPage): string {
    return this.shared.name(elements, () => {
      const BBox = [0, 0, page.width * POINTS, page.height * POINTS]
      const form = { Type: 'XObject', Subtype: 'Form', BBox, Resources: {} }
      return addStream(this.context, staticArt(elements, page).compressed, form, true)
    })
  }

  /** The code is drawn once, in a unit square, and shown on every page that has it. */
  private qr(text: string, box: Box, height: number): string {
    const name = this.shared.name(`qr ${text}`, () => {
      const drawing = new Drawing()
      drawQr(drawing, text)
      const form = { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, QR_SIDE, QR_SIDE], Resources: {} }
      return addStream(this.context, drawing.operators, form)
    })
    const side = Math.min(box.width, box.height)
    const scale = (side / QR_SIDE) * POINTS
    const x = (box.x + (box.width - side) / 2) * POINTS
    const y = (height - box.y - (box.height - side) / 2) * POINTS
    return `q ${scale} 0 0 ${-scale} ${num(x)} ${num(y)} cm /${name} Do Q\n`
  }

  private element(value: FaceElement, height: number, { pictures, qrText }: Scene): string {
    switch (value.kind) {
      case 'qr':
        return this.qr(qrText, value.box, height)
      case 'photo':
        return (
          millimetres(height, drawing => drawPhotoPlace(drawing, value.box)) +
          (pictures.photo ? this.picture(pictures.photo, value.box, height, 'cover') : '') +
          millimetres(height, drawing => drawPhotoEdge(drawing, value.box))
        )
      case 'emblem':
        return pictures.emblem
          ? this.picture(pictures.emblem, value.box, height, 'contain')
          : millimetres(height, drawing => drawEmblemRing(drawing, value))
      default:
        return millimetres(height, drawing => drawArt(drawing, value))
    }
  }

  private seal(part: SealPart, height: number, { seal }: PictureSet): string {
    if (seal) return this.picture(seal, part.box, height, 'contain')
    const ring = millimetres(height, drawing => drawSealRing(drawing, part.box))
    return ring + part.lines.map(line => showLine(line, height, this.fonts)).join('')
  }

  private resources(): Value {
    return { Font: this.fonts.resources(), XObject: { ...this.shared.refs } }
  }

  /** The seal as the appearance of the signature's field: its form has the page's own coordinates. */
  private appearance(part: SealPart, height: number, pictures: PictureSet): NonNullable<PageContent['seal']> {
    const { x, y, width, height: h } = part.box
    const rect = [x * POINTS, (height - y - h) * POINTS, (x + width) * POINTS, (height - y) * POINTS]
    const operators = this.seal(part, height, pictures)
    const form = { Type: 'XObject', Subtype: 'Form', BBox: rect, Resources: this.resources() }
    return { rect, appearance: addStream(this.context, compressKept(operators), form, true) }
  }

  private insert(at: Point, scene: Scene, sheetHeight: number): string {
    const down = sheetHeight - at[1] - scene.laidOut.page.height
    return `q 1 0 0 1 ${num(at[0] * POINTS)} ${num(down * POINTS)} cm\n${this.operators(scene)}Q\n`
  }

  /** Everything of a page; `takeSeal` may keep the first seal back for the appearance of a field. */
  private operators(scene: Scene, takeSeal: (part: SealPart) => boolean = () => false): string {
    const { page, parts } = scene.laidOut
    let out = ''
    for (const part of parts) {
      if (part.kind === 'art') out += `/${this.artForm(part.elements, scene.laidOut)} Do\n`
      else if (part.kind === 'text') out += showLine(part.line, page.height, this.fonts)
      else if (part.kind === 'element') out += this.element(part.element, page.height, scene)
      else if (!takeSeal(part)) out += this.seal(part, page.height, scene.pictures)
    }
    for (const { at, scene: inner } of scene.inserts ?? []) out += this.insert(at, inner, page.height)
    return out
  }

  content(scene: Scene, sealAsAppearance: boolean): PageContent {
    const { page } = scene.laidOut
    let sealPlace: PageContent['seal']
    const operators = this.operators(scene, part => {
      if (!sealAsAppearance || sealPlace) return false
      sealPlace = this.appearance(part, page.height, scene.pictures)
      return true
    })
    return {
      stream: addStream(this.context, operators),
      resources: this.resources(),
      mediaBox: [0, 0, page.width * POINTS, page.height * POINTS],
      ...(sealPlace ? { seal: sealPlace } : {}),
    }
  }
}

/** Starts drawing the pages of one document; the fonts are embedded already. */
export const pageArt = (context: PDFContext, fonts: DocumentFonts): PageArt => new PageWriter(context, fonts)
