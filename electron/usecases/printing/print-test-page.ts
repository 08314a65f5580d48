import { type TestPaperId } from '../../../shared/domain/printer.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { type RenderErrorCode } from '../../ports/face-renderer.ts'
import { type PrintPages } from '../../ports/print-pages.ts'
import { type PrinterPorts, settingOf } from './printer-settings.ts'
import { notSent, printerFault, type SendErrorCode } from './printer-words.ts'

export interface TestPageInput {
  readonly printer: string
  readonly paper: TestPaperId
}

export interface SentTestPage {
  readonly pdf: Uint8Array
  readonly job: string | null
}

/** Sends a page of marks under the printer's present setting, the same way as a face goes. No licence, so no act. */
export function printTestPage(ports: PrinterPorts & { readonly printPages: PrintPages }) {
  return async (
    _actor: Actor,
    { printer, paper }: TestPageInput,
  ): Promise<Result<SentTestPage, AppError<SendErrorCode | RenderErrorCode>>> => {
    const fault = await printerFault(ports.printers, printer)
    if (fault) return err(fault)
    const setting = ports.db.read(stores => settingOf(stores, printer))
    const page = await ports.printPages.testPage({ paper, printer, setting, at: ports.clock.now() })
    if (!page.ok) return page
    const fitted = await ports.printPages.fit(page.value, setting)
    const answer = await ports.printers.print({
      printer,
      title: '打印测试页',
      sides: 'one',
      copies: 1,
      ...fitted,
    })
    return answer.sent ? ok({ pdf: fitted.pdf, job: answer.job }) : err(notSent(printer, answer))
  }
}
