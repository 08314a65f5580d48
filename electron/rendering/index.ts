export { createFaceRenderer, type FaceRendererOptions } from './face-renderer.ts'
export { LICENCE_NAMESPACE } from './pdf/xmp.ts'
