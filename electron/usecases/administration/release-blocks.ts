import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { heldBlocksOf, setHeldBlocks } from '../common/held-blocks.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'

export interface ReleaseBlocksInput {
  readonly blockIds: readonly string[]
  /** How it is known that no number of them was used after the backup. */
  readonly reason: string
}

export type ReleaseBlocksError = AppError<'block-not-held' | 'reason-missing'>

/**
 * Lets numbers be taken again from blocks that a restore holds. Only for when it is certain that nothing was issued
 * after the backup was made; otherwise the block stays held for good and another one is fetched.
 */
export function releaseBlocks(ports: BasePorts) {
  return (actor: Actor, input: ReleaseBlocksInput): Result<null, ReleaseBlocksError> => {
    const reason = input.reason.trim()
    if ([...reason].length < 4 || [...reason].length > 500) {
      return err(
        appError(
          'reason-missing',
          words('请写明依据（4 至 500 字）', 'State the grounds, in 4 to 500 characters'),
          {
            next: words(
              '例如：已核对登记簿，备份之后没有制证',
              'For example: the register was compared, nothing was issued after the backup',
            ),
          },
        ),
      )
    }
    return ports.db.write(stores => {
      const held = heldBlocksOf(stores)
      const strange = input.blockIds.find(id => !held.includes(id))
      if (strange !== undefined || input.blockIds.length === 0) {
        return err(
          appError('block-not-held', words('所选号段并未停用', 'The chosen block is not held'), {
            next: words('请刷新号段列表后重试', 'Refresh the list of blocks and try again'),
          }),
        )
      }
      setHeldBlocks(
        stores,
        held.filter(id => !input.blockIds.includes(id)),
      )
      for (const blockId of input.blockIds) {
        journalled(stores, actor, ports.clock.now(), {
          action: 'block.released',
          subjectType: 'block',
          subjectId: blockId,
          detail: { reason },
        })
      }
      return ok(null)
    })
  }
}
