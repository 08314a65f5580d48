export { createFaceRenderer } from './face-renderer.ts'
export { createPrintPages } from './print/print-pages.ts'
