import { inForce, type Licence } from '../../../shared/domain/licence/licence.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { maskIdNumber, withoutIdNumbers } from '../../../shared/domain/privacy.ts'
import { type HandOver } from '../../../shared/domain/printing.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { civilDateOf } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
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
  | 'licence-not-found'
  | 'receiver-missing'
  | 'note-too-long'
  | 'not-in-force'
  | 'no-good-print'
  | 'handed-over-already'
>

const MAX_NAME = 50
const MAX_NOTE = 200

function inputFault(receiverName: string, note: string): HandOverError | undefined {
  const length = [...receiverName].length
  if (length === 0 || length > MAX_NAME) {
    return appError(
      'receiver-missing',
      words(
        `请填写领证人姓名（不超过 ${MAX_NAME} 字）`,
        `Give the receiver's name, at most ${MAX_NAME} characters`,
      ),
    )
  }
  return [...note].length > MAX_NOTE
    ? appError(
        'note-too-long',
        words(`备注不超过 ${MAX_NOTE} 字`, `A note has at most ${MAX_NOTE} characters`),
      )
    : undefined
}

/** Every good sheet leaves the counter once. */
function sheetFault(stores: Stores, licence: Licence): HandOverError | undefined {
  const good = stores.prints.ofLicence(licence.id).filter(p => p.result === 'good').length
  if (good === 0) {
    return appError('no-good-print', words('还没有确认完好的纸质证', 'No sheet has been called good yet'), {
      next: words('请先打印，并确认纸质证完好', 'Print first, and confirm that the sheet is good'),
    })
  }
  if (stores.prints.handOvers(licence.id).length < good) return undefined
  return appError(
    'handed-over-already',
    words(`${licence.number} 的纸质证已经发放`, `The paper of ${licence.number} has been handed over`),
    {
      next: words(
        '如需再发一张，请写明原因重新打印',
        'Print again, with a reason, to hand over another sheet',
      ),
    },
  )
}

/** 发放: paper leaves the counter. Only a sheet that a clerk called good can, and each only once. */
export function handOver(ports: BasePorts) {
  return (actor: Actor, input: HandOverInput): Result<HandOver, HandOverError> => {
    const receiverName = input.receiverName.trim()
    const note = input.note?.trim() ?? ''
    const fault = inputFault(receiverName, note)
    if (fault) return err(fault)
    const at = ports.clock.now()
    return ports.db.write((stores): Result<HandOver, HandOverError> => {
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
      const noSheet = sheetFault(stores, licence)
      if (noSheet) return err(noSheet)
      const code = input.receiverCode?.trim() ?? ''
      const act: HandOver = {
        id: ports.ids.next(),
        licenceId: licence.id,
        at,
        byName: actor.name,
        receiverName: withoutIdNumbers(receiverName),
        receiverCode: code === '' ? null : maskIdNumber(code.slice(0, 64)),
        note: note === '' ? null : withoutIdNumbers(note),
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
