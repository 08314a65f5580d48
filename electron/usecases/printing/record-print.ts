import { type Actor } from '../../../shared/domain/people/user.ts'
import { sheetSerialOf, type PrintAct } from '../../../shared/domain/printing.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'

export type RecordPrintInput =
  | { readonly printId: string; readonly result: 'good'; readonly sheetSerial?: string }
  | {
      readonly printId: string
      readonly result: 'spoilt'
      readonly reason: string
      readonly sheetSerial?: string
    }

export type RecordPrintError = AppError<
  'print-not-found' | 'print-settled' | 'reason-missing' | 'sheet-serial-wrong' | 'sheet-used'
>

const MAX_REASON = 200
const SERIAL = /^[0-9A-Z][0-9A-Z./-]{0,39}$/

const settledAlready: RecordPrintError = appError(
  'print-settled',
  words('这次打印的结果已登记', 'The result of this print is recorded already'),
  { next: words('如需再打一张，请重新打印并写明原因', 'Print again, with a reason, for another sheet') },
)

function inputFault(input: RecordPrintInput, serial: string | null): RecordPrintError | undefined {
  if (input.result === 'spoilt') {
    const length = [...input.reason.trim()].length
    if (length === 0 || length > MAX_REASON) {
      return appError(
        'reason-missing',
        words(
          `作废须写明原因（不超过 ${MAX_REASON} 字）`,
          `A spoilt sheet needs a reason of at most ${MAX_REASON} characters`,
        ),
      )
    }
  }
  if (serial !== null && !SERIAL.test(serial)) {
    return appError(
      'sheet-serial-wrong',
      words(
        '证照纸编号只能有字母、数字、点、斜线和短横，最多 40 位',
        'A serial has letters, digits, . / - and at most 40 signs',
      ),
      { next: words('请按纸上所印重新输入', 'Type it as it is printed on the sheet') },
    )
  }
  return undefined
}

/**
 * The clerk's word on a sheet: good, or spoilt and why. Said once; a new sheet is a new print. A sheet of licence paper
 * serves one print only, spoilt ones too.
 */
export function recordPrint(ports: BasePorts) {
  return (actor: Actor, input: RecordPrintInput): Result<PrintAct, RecordPrintError> => {
    const serial = sheetSerialOf(input.sheetSerial)
    const fault = inputFault(input, serial)
    if (fault) return err(fault)
    const at = ports.clock.now()
    return ports.db.write((stores): Result<PrintAct, RecordPrintError> => {
      const act = stores.prints.get(input.printId)
      const licence = act && stores.licences.get(act.licenceId)
      if (!act || !licence)
        return err(appError('print-not-found', words('没有这次打印', 'There is no such print')))
      if (act.result !== 'sent') return err(settledAlready)
      if (serial !== null) {
        if (stores.prints.sheetUse(licence.kind, serial) !== undefined) {
          return err(
            appError('sheet-used', words(`证照纸 ${serial} 已经用过`, `The sheet ${serial} has been used`), {
              next: words(
                '请核对纸上的编号；一张证照纸只能登记一次',
                'Compare the serial on the sheet: each is recorded once',
              ),
            }),
          )
        }
        stores.prints.useSheet(licence.kind, serial, act.id)
      }
      const settled: PrintAct = {
        ...act,
        result: input.result,
        spoiltReason: input.result === 'spoilt' ? input.reason.trim() : null,
        sheetSerial: serial,
        settledAt: at,
      }
      stores.prints.settle(settled)
      journalled(stores, actor, at, {
        action: `print.${input.result}`,
        subjectType: 'licence',
        subjectId: act.licenceId,
        detail: { print: act.id, reason: settled.spoiltReason, sheet: settled.sheetSerial },
      })
      return ok(settled)
    })
  }
}
