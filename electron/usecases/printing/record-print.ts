import { type Actor } from '../../../shared/domain/people/user.ts'
import { type PrintAct } from '../../../shared/domain/printing.ts'
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

export type RecordPrintError = AppError<'print-not-found' | 'print-settled' | 'reason-missing'>

/** The clerk's word on a sheet: good, or spoilt and why. Said once; a new sheet is a new print. */
export function recordPrint(ports: BasePorts) {
  return (actor: Actor, input: RecordPrintInput): Result<PrintAct, RecordPrintError> => {
    if (input.result === 'spoilt' && input.reason.trim() === '') {
      return err(appError('reason-missing', words('作废须写明原因', 'A spoilt sheet needs a reason')))
    }
    const at = ports.clock.now()
    return ports.db.write(stores => {
      const act = stores.prints.get(input.printId)
      if (!act) return err(appError('print-not-found', words('没有这次打印', 'There is no such print')))
      if (act.result !== 'sent') {
        return err(
          appError(
            'print-settled',
            words('这次打印的结果已登记', 'The result of this print is recorded already'),
            {
              next: words(
                '如需再打一张，请重新打印并写明原因',
                'Print again, with a reason, for another sheet',
              ),
            },
          ),
        )
      }
      const settled: PrintAct = {
        ...act,
        result: input.result,
        spoiltReason: input.result === 'spoilt' ? input.reason.trim() : null,
        sheetSerial: input.sheetSerial?.trim() || null,
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
