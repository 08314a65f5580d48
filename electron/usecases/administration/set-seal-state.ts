import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Seal } from '../../../shared/domain/seal/seal.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type FileVault } from '../../ports/file-vault.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'

export interface SetSealStatePorts extends BasePorts {
  readonly vault: FileVault
}

export interface SetSealStateInput {
  readonly sealId: string
  /** `destroyed` is for good: the container with the key is removed from this workstation. */
  readonly state: Seal['state']
  readonly reason: string
}

export type SetSealStateError = AppError<'seal-unknown' | 'seal-destroyed' | 'reason-missing'>

const ACTIONS = {
  active: 'seal.activated',
  suspended: 'seal.suspended',
  destroyed: 'seal.destroyed',
} as const

const unknown = (): SetSealStateError =>
  appError('seal-unknown', words('没有这枚印章', 'There is no such seal'), {
    next: words('请刷新印章列表后重试', 'Refresh the list of seals and try again'),
  })

const destroyed = (): SetSealStateError =>
  appError(
    'seal-destroyed',
    words('该印章已销毁，不能恢复', 'This seal is destroyed and cannot be brought back'),
    { next: words('需要时请重新导入证书', 'Import a certificate anew if one is needed') },
  )

const reasonMissing = (): SetSealStateError =>
  appError(
    'reason-missing',
    words(
      '停用、启用或销毁印章须写明原因（不超过 200 字）',
      'Changing a seal needs a reason of at most 200 characters',
    ),
    { next: words('请填写原因', 'Enter the reason') },
  )

/** Suspends a seal, takes it into use again, or destroys it. */
export function setSealState(ports: SetSealStatePorts) {
  return (actor: Actor, input: SetSealStateInput): Result<Seal, SetSealStateError> => {
    const reason = input.reason.trim()
    if (reason === '' || [...reason].length > 200) return err(reasonMissing())
    const changed = ports.db.write((stores): Result<Seal, SetSealStateError> => {
      const seal = stores.seals.get(input.sealId)
      if (!seal) return err(unknown())
      if (seal.state === input.state) return ok(seal)
      if (seal.state === 'destroyed') return err(destroyed())
      stores.seals.setState(seal.id, input.state)
      journalled(stores, actor, ports.clock.now(), {
        action: ACTIONS[input.state],
        subjectType: 'seal',
        subjectId: seal.id,
        detail: { name: seal.name, before: seal.state, reason },
      })
      return ok({ ...seal, state: input.state })
    })
    // After the transaction: were the power cut in between, the container is removed at the next start.
    if (changed.ok && changed.value.state === 'destroyed') ports.vault.remove(changed.value.containerPath)
    return changed
  }
}
