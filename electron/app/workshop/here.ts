import { type DocumentVerifier } from '../../ports/document-verifier.ts'
import { type FaceRenderer } from '../../ports/face-renderer.ts'
import { type Digests } from '../../ports/platform.ts'
import { type Workshop } from '../../ports/workshop.ts'

export interface WorkshopParts {
  readonly renderer: Pick<FaceRenderer, 'render'>
  readonly verifier: DocumentVerifier
  readonly digests: Digests
}

/** The workshop in the caller's thread. */
export const createWorkshopHere = ({ renderer, verifier, digests }: WorkshopParts): Workshop => ({
  expect: () => ({ done() {} }),
  draw: request => renderer.render(request),
  judge: async (bytes, options) => ({
    report: verifier.verify(bytes, options),
    sha256: digests.sha256(bytes),
  }),
  close() {},
})
