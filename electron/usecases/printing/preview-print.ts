import { type Actor } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import { type RenderErrorCode } from '../../ports/face-renderer.ts'
import { faceRequestOf } from '../common/draw-face.ts'
import { journalled } from '../common/journal.ts'
import { drawable, type DrawableError, type PreparePrintInput, type PrintPorts } from './prepare-print.ts'

export type PreviewInput = Pick<PreparePrintInput, 'licenceId' | 'purpose'>

/** The face exactly as it would be drawn for paper, with no act of printing. It shows everything, so it is journalled. */
export function previewPrint(ports: PrintPorts) {
  return async (
    actor: Actor,
    { licenceId, purpose }: PreviewInput,
  ): Promise<Result<Uint8Array, DrawableError | AppError<RenderErrorCode>>> => {
    const request = ports.db.read(stores => {
      const found = drawable(ports, stores, licenceId)
      if (!found.ok) return found
      const [licence, seal] = found.value
      return ok(faceRequestOf(ports.standard, stores, { licence, seal, purpose }))
    })
    if (!request.ok) return request
    const drawn = await ports.renderer.render(request.value)
    if (!drawn.ok) return drawn
    ports.db.write(stores =>
      journalled(stores, actor, ports.clock.now(), {
        action: 'print.previewed',
        subjectType: 'licence',
        subjectId: licenceId,
        detail: { purpose },
      }),
    )
    return ok(drawn.value.bytes)
  }
}
