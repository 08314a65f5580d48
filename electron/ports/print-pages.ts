import { type PrinterSetting, type TestPaperId } from '../../shared/domain/printer.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Instant } from '../../shared/kernel/instant.ts'
import { type Result } from '../../shared/kernel/result.ts'
import { type RenderErrorCode } from './face-renderer.ts'

export interface PrintSheet {
  readonly pdf: Uint8Array
  /** Millimetres, of the sheet as it lies upright. */
  readonly paper: { readonly width: number; readonly height: number }
}

export interface TestPageRequest {
  readonly paper: TestPaperId
  readonly printer: string
  readonly setting: PrinterSetting
  readonly at: Instant
}

/** Turns a finished document into what one printer is sent. */
export interface PrintPages {
  /**
   * Every page upright on its sheet, landscape turned clockwise; then scaled from the upper left corner and shifted. What
   * leaves the sheet is cut off. All pages of a document have one size.
   */
  fit(pdf: Uint8Array, setting: PrinterSetting): Promise<PrintSheet>
  /** Rulers from every edge, corner marks, a square to measure, the printer's name and its setting. Not fitted yet. */
  testPage(request: TestPageRequest): Promise<Result<Uint8Array, AppError<RenderErrorCode>>>
}
