export { createFaceRenderer } from './face-renderer.ts'
