import { type Actor } from '../../../shared/domain/people/user.ts'
import { type PrintAct } from '../../../shared/domain/printing.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { type PrintPages } from '../../ports/print-pages.ts'
import { type PrintAnswer, type Printers, type PrintJob } from '../../ports/printers.ts'
import { journalled } from '../common/journal.ts'
import {
  prepareCardSheet,
  type CardSheetPorts,
  type PrepareCardSheetError,
  type PrepareCardSheetInput,
} from './prepare-card-sheet.ts'
import {
  preparePrint,
  type PreparePrintError,
  type PreparePrintInput,
  type PrintPorts,
} from './prepare-print.ts'
import { settingOf } from './printer-settings.ts'
import { notSent, printerFault, type SendErrorCode } from './printer-words.ts'

interface SendPorts {
  readonly printers: Printers
  readonly printPages: PrintPages
}

export interface SentPrint {
  readonly acts: readonly PrintAct[]
  /** What the printer was sent. */
  readonly pdf: Uint8Array
  readonly job: string | null
}

interface Sheets {
  readonly acts: readonly PrintAct[]
  readonly pdf: Uint8Array
  readonly title: string
  readonly sides: PrintJob['sides']
}

/** The printer's answer; a host that is lost in the middle leaves it open whether the job went through. */
async function ask(printers: Printers, job: PrintJob): Promise<PrintAnswer> {
  try {
    return await printers.print(job)
  } catch (error) {
    return { sent: false, why: 'unsure', detail: error instanceof Error ? error.message : '' }
  }
}

/** No paper came out of that attempt: its acts are closed with the reason, so that nobody is asked about a sheet that never was. */
function settleRefused(
  ports: PrintPorts,
  actor: Actor,
  acts: readonly PrintAct[],
  why: AppError<SendErrorCode>,
): void {
  const at = ports.clock.now()
  ports.db.write(stores => {
    for (const act of acts) {
      stores.prints.settle({
        ...act,
        result: 'spoilt',
        spoiltReason: `未出纸：${why.text.zh}`.slice(0, 200),
        settledAt: at,
      })
      journalled(stores, actor, at, {
        action: 'print.refused',
        subjectType: 'licence',
        subjectId: act.licenceId,
        detail: { print: act.id, why: why.code },
      })
    }
  })
}

function noteTaken(
  ports: PrintPorts,
  actor: Actor,
  acts: readonly PrintAct[],
  taken: { readonly printer: string; readonly job: string | null },
): void {
  const at = ports.clock.now()
  ports.db.write(stores => {
    for (const act of acts) {
      journalled(stores, actor, at, {
        action: 'print.taken-by-printer',
        subjectType: 'licence',
        subjectId: act.licenceId,
        detail: { print: act.id, ...taken },
      })
    }
  })
}

async function deliver(
  ports: PrintPorts & SendPorts,
  actor: Actor,
  printer: string,
  sheets: Sheets,
): Promise<Result<SentPrint, AppError<SendErrorCode>>> {
  const setting = ports.db.read(stores => settingOf(stores, printer))
  const fitted = await ports.printPages.fit(sheets.pdf, setting)
  const { title, sides } = sheets
  const answer = await ask(ports.printers, { printer, title, sides, copies: 1, ...fitted })
  if (!answer.sent) {
    const why = notSent(printer, answer)
    if (answer.why !== 'unsure') settleRefused(ports, actor, sheets.acts, why)
    return err(why)
  }
  noteTaken(ports, actor, sheets.acts, { printer, job: answer.job })
  return ok({ acts: sheets.acts, pdf: fitted.pdf, job: answer.job })
}

type To = { readonly printer: string }

/**
 * Lays the act down, then sends the face to the printer. "Sent" is all that is known afterwards. A printer that refuses
 * leaves a spoilt attempt with the reason; one that does not answer leaves the act open, and the clerk is asked.
 */
export function sendPrint(ports: PrintPorts & SendPorts) {
  return async (
    actor: Actor,
    { printer, ...input }: PreparePrintInput & To,
  ): Promise<Result<SentPrint, PreparePrintError | AppError<SendErrorCode>>> => {
    const fault = await printerFault(ports.printers, printer)
    if (fault) return err(fault)
    const prepared = await preparePrint(ports)(actor, input)
    if (!prepared.ok) return prepared
    const { act, pdf, number } = prepared.value
    return deliver(ports, actor, printer, { acts: [act], pdf, title: number, sides: 'one' })
  }
}

/** As `sendPrint`, for sheets of cards: fronts and backs on one sheet where the printer can. */
export function sendCards(ports: PrintPorts & CardSheetPorts & SendPorts) {
  return async (
    actor: Actor,
    { printer, ...input }: PrepareCardSheetInput & To,
  ): Promise<Result<SentPrint, PrepareCardSheetError | AppError<SendErrorCode>>> => {
    const fault = await printerFault(ports.printers, printer)
    if (fault) return err(fault)
    const prepared = await prepareCardSheet(ports)(actor, input)
    if (!prepared.ok) return prepared
    const { acts, pdf } = prepared.value
    return deliver(ports, actor, printer, { acts, pdf, title: `导游证 ${acts.length}`, sides: 'long-edge' })
  }
}
