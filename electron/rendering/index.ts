export { type CardSheetRequest } from './card-sheet.ts'
export { createFaceRenderer, type FaceRendererOptions, type Rendering } from './face-renderer.ts'
export { LICENCE_NAMESPACE } from './pdf/xmp.ts'
