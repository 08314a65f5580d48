import { inForce } from '../../../shared/domain/licence/licence.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { maskIdNumber } from '../../../shared/domain/privacy.ts'
import { type HandOver } from '../../../shared/domain/printing.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { civilDateOf } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'

export interface HandOverInput {
  readonly licenceId: string
  readonly receiverName: string
  /** Number of the receiver's paper as shown at the counter; kept masked only. */
  readonly receiverCode?: string
  readonly note?: string
}

export type HandOverError = AppError<
  'licence-not-found' | 'receiver-missing' | 'not-in-force' | 'no-good-print'
>

/** 发放: paper leaves the counter. Only a sheet that a clerk called good can. */
export function handOver(ports: BasePorts) {
  return (actor: Actor, input: HandOverInput): Result<HandOver, HandOverError> => {
    const receiverName = input.receiverName.trim()
    if (receiverName === '')
      return err(appError('receiver-missing', words('请填写领证人姓名', 'Give the name of who receives it')))
    const at = ports.clock.now()
    return ports.db.write(stores => {
      const licence = stores.licences.get(input.licenceId)
      if (!licence)
        return err(appError('licence-not-found', words('找不到这本证照', 'There is no such licence')))
      if (!inForce(licence, civilDateOf(at))) {
        return err(
          appError(
            'not-in-force',
            words(
              `${licence.number} 不在有效状态，不能发放`,
              `${licence.number} is not in force and cannot be handed over`,
            ),
          ),
        )
      }
      if (!stores.prints.ofLicence(licence.id).some(p => p.result === 'good')) {
        return err(
          appError('no-good-print', words('还没有确认完好的纸质证', 'No sheet has been called good yet'), {
            next: words('请先打印，并确认纸质证完好', 'Print first, and confirm that the sheet is good'),
          }),
        )
      }
      const act: HandOver = {
        id: ports.ids.next(),
        licenceId: licence.id,
        at,
        byName: actor.name,
        receiverName,
        receiverCode: input.receiverCode ? maskIdNumber(input.receiverCode.trim()) : null,
        note: input.note?.trim() || null,
      }
      stores.prints.handOver(act)
      journalled(stores, actor, at, {
        action: 'licence.handed-over',
        subjectType: 'licence',
        subjectId: licence.id,
        detail: { number: licence.number, receiverCode: act.receiverCode },
      })
      return ok(act)
    })
  }
}
