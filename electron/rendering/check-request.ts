import { type Colour, type FaceElement, type FaceDefinition } from '../../shared/domain/face/face.ts'
import { appError, type AppError } from '../../shared/kernel/app-error.ts'
import { words } from '../../shared/kernel/words.ts'
import { type FaceRequest } from '../ports/face-renderer.ts'
import { FRAMES } from './art/frames.ts'
import { GROUNDS } from './art/grounds.ts'
import { MAX_QR_BYTES } from './art/qr-code.ts'
import { isMetadataName, isXmlText } from './pdf/xmp.ts'

const MAX_PAGES = 8
const MAX_ELEMENTS = 400
const MAX_SIDE = 1200

function colourFault(colour: Colour): string | undefined {
  if (typeof colour === 'string') return /^#[0-9a-f]{6}$/i.test(colour) ? undefined : `colour ${colour}`
  return [colour.c, colour.m, colour.y, colour.k].every(v => v >= 0 && v <= 100)
    ? undefined
    : 'CMYK out of range'
}

function elementFault(element: FaceElement): string | undefined {
  if (element.kind === 'frame' && !FRAMES[element.pattern]) return `frame ${element.pattern}`
  if (element.kind === 'ground' && !GROUNDS[element.pattern]) return `ground ${element.pattern}`
  if ('colour' in element) {
    const fault = colourFault(element.colour)
    if (fault) return fault
  }
  if ('style' in element) {
    const { size, minSize } = element.style
    if (!(size > 0) || !(minSize > 0) || minSize > size || size > 200) return `size ${size}/${minSize}`
    if (element.style.colour) return colourFault(element.style.colour)
  }
  return undefined
}

/** What is wrong with a face that came from outside; undefined when it can be drawn. */
function faceFault(face: FaceDefinition): string | undefined {
  if (face.pages.length < 1 || face.pages.length > MAX_PAGES) return `${face.pages.length} pages`
  for (const page of face.pages) {
    if (!(page.width > 0 && page.height > 0 && page.width <= MAX_SIDE && page.height <= MAX_SIDE)) {
      return `page ${page.width} × ${page.height} mm`
    }
    if (page.elements.length > MAX_ELEMENTS) return `${page.elements.length} elements`
    for (const element of page.elements) {
      const fault = elementFault(element)
      if (fault) return fault
    }
  }
  return undefined
}

/** Standard names of the document information that the licence's own metadata may not take. */
const TAKEN = new Set([
  'Title',
  'Author',
  'Subject',
  'Keywords',
  'Creator',
  'Producer',
  'CreationDate',
  'ModDate',
  'Trapped',
])

function metadataFault(request: FaceRequest): string | undefined {
  const seen = new Set<string>()
  for (const [name, value] of request.metadata) {
    if (!isMetadataName(name) || TAKEN.has(name)) return `metadata name ${name}`
    if (seen.has(name)) return `metadata ${name} twice`
    if (!isXmlText(value)) return `metadata ${name}: control character`
    seen.add(name)
  }
  return [request.title, request.author, request.subject].every(isXmlText)
    ? undefined
    : 'control character in title'
}

/** Refuses what cannot become a right document, before anything is drawn. */
export function checkRequest(request: FaceRequest): AppError<'face-invalid'> | undefined {
  const qrFault =
    Buffer.byteLength(request.qrText) > MAX_QR_BYTES || request.qrText === '' ? 'QR text' : undefined
  const fault = faceFault(request.face) ?? metadataFault(request) ?? qrFault
  if (fault === undefined) return undefined
  return appError(
    'face-invalid',
    words(`证照版面或元数据不能使用：${fault}。`, `The face or its metadata cannot be used: ${fault}.`),
    {
      next: words('请管理员检查标准包。', 'Ask the administrator to check the standard pack.'),
      data: { face: request.face.id, fault },
    },
  )
}
