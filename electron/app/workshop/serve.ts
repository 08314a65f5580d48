import { type FaceDefinition } from '../../../shared/domain/face/face.ts'
import { type Answers, createLink, type Port } from '../../ipc/link.ts'
import { digests } from '../../platform/digests.ts'
import { type VerifyOptions } from '../../ports/document-verifier.ts'
import { type FaceRequest } from '../../ports/face-renderer.ts'
import { type Judged } from '../../ports/workshop.ts'
import { createFaceRenderer } from '../../rendering/index.ts'
import { createDocumentVerifier } from '../../signing/index.ts'
import { fontCache } from './font-cache.ts'
import { createWorkshopHere } from './here.ts'

/**
 * A request without its face. Faces cross once and are told by a number afterwards: what the renderer keeps for a face it
 * keeps by the object, and every message would bring another one.
 */
export interface Order {
  readonly face: number
  readonly request: Omit<FaceRequest, 'face'>
}

/** What the thread answers. */
export type WorkshopAnswers = {
  face(number: number, face: FaceDefinition): void
  draw(order: Order): ReturnType<ReturnType<typeof createFaceRenderer>['render']>
  judge(bytes: Uint8Array, options: VerifyOptions): Promise<Judged>
}

/** The thread's end: draws and judges, one after the other, with fonts of its own. Has no key and no database. */
export function serveWorkshop(port: Port, dataDir: string): void {
  const renderer = createFaceRenderer({ systemFonts: { cacheFile: fontCache(dataDir) } })
  const workshop = createWorkshopHere({ renderer, verifier: createDocumentVerifier(), digests })
  const faces = new Map<number, FaceDefinition>()
  const answers: WorkshopAnswers = {
    face(number, face) {
      faces.set(number, face)
    },
    draw({ face: number, request }) {
      const face = faces.get(number)
      if (!face) throw new Error(`no face ${number}`)
      return workshop.draw({ ...request, face })
    },
    judge: workshop.judge,
  }
  createLink(port, answers satisfies Answers)
}
