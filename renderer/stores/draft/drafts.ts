import { defineStore } from 'pinia'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { call } from '../../bridge/index.ts'
import { useSessionStore } from '../session.ts'
import { createDraftKeeper, type DraftKeeper } from './keeper.ts'

/** The applications under work. One that is not wholly saved stays here when its screen is left, and is tried again. */
export const useDraftsStore = defineStore('drafts', () => {
  const session = useSessionStore()
  const kept = new Map<string, DraftKeeper>()
  const keyOf = (userId: string, id: string): string => `${userId} ${id}`

  /** Opens an application as it is now, with what could not be saved when it was left. */
  async function open(id: string): Promise<Result<DraftKeeper, AppError>> {
    const userId = session.actor?.userId ?? ''
    const left = kept.get(keyOf(userId, id))
    if (left?.isAhead()) return ok(left)
    const reply = await call('intake.open', { applicationId: id })
    if (!reply.ok) return err(reply.error)
    const mayWork = () => session.stage === 'signed-in' && session.actor?.userId === userId
    const keeper = createDraftKeeper(reply.value, mayWork)
    kept.set(keyOf(userId, id), keeper)
    return ok(keeper)
  }
  /** The screen is left: what is saved need not be kept here. */
  async function close(keeper: DraftKeeper): Promise<void> {
    if (!(await keeper.flush())) return
    for (const [key, one] of kept) if (one === keeper && !one.isAhead()) kept.delete(key)
  }
  return { open, close }
})
