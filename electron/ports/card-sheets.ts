import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Instant } from '../../shared/kernel/instant.ts'
import { type Result } from '../../shared/kernel/result.ts'
import { type FaceRequest, type PreparedDocument, type RenderErrorCode } from './face-renderer.ts'

/** Cards on A4 sheets with cut marks: fronts on one page, backs mirrored on the next. For the printer only, never sealed. */
export interface CardSheets {
  cardSheet(request: {
    /** Faces of one size, whose first page is the front of a card and whose second its back. */
    readonly cards: readonly FaceRequest[]
    readonly title: string
    readonly createdAt: Instant
  }): Promise<Result<PreparedDocument, AppError<RenderErrorCode>>>
}
