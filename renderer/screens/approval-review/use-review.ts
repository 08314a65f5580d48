import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import { type Review } from '../../../shared/contract/approval.ts'
import { type HistoryLine } from '../../../shared/contract/intake.ts'
import {
  hasWorkedOn,
  type Application,
  type ReturnReason,
} from '../../../shared/domain/application/application.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { type Result } from '../../../shared/kernel/result.ts'
import { useApplicationsStore } from '../../stores/applications.ts'
import { useApprovalStore } from '../../stores/approval.ts'
import { useSessionStore } from '../../stores/session.ts'

/** One application in front of the approver: what the core says of it, and the decision. */
export function useReview(id: () => string) {
  const approval = useApprovalStore()
  const applications = useApplicationsStore()
  const session = useSessionStore()
  const review = shallowRef<Review | null>(null)
  const history = shallowRef<readonly HistoryLine[]>([])
  const error = shallowRef<AppError | null>(null)
  const refusal = shallowRef<AppError | null>(null)
  const working = ref(false)

  async function load(): Promise<void> {
    const wanted = id()
    const [seen, told] = await Promise.all([approval.review(wanted), applications.history(wanted)])
    if (wanted !== id()) return
    review.value = seen.ok ? seen.value : null
    error.value = seen.ok ? null : seen.error
    history.value = told.ok ? told.value : []
  }
  onBeforeUnmount(
    applications.onChange(changed => {
      if (changed === id() && !working.value) void load()
    }),
  )

  async function decide(run: (at: Review) => Promise<Result<Application, AppError>>): Promise<boolean> {
    if (!review.value || working.value) return false
    working.value = true
    const reply = await run(review.value)
    working.value = false
    refusal.value = reply.ok ? null : reply.error
    if (!reply.ok && reply.error.code === 'revision-stale') await load()
    return reply.ok
  }

  return {
    review,
    history,
    error,
    refusal,
    working,
    load,
    isMine: computed(
      () => review.value !== null && hasWorkedOn(review.value.application, session.actor?.userId ?? ''),
    ),
    approve: () => decide(({ application: a }) => approval.approve(a.id, a.revision)),
    sendBack: (reasons: readonly ReturnReason[]) =>
      decide(({ application: a }) => approval.return(a.id, a.revision, reasons)),
  }
}

/** Finds the next application that this person may decide on: behind the one in front, else from the head of the queue. */
export function useNext(id: () => string): () => Promise<string | undefined> {
  const applications = useApplicationsStore()
  const session = useSessionStore()
  const isNotMine = (one: Application) => one.id !== id() && !hasWorkedOn(one, session.actor?.userId ?? '')

  return async () => {
    const waiting: Application[] = []
    let after: string | undefined
    for (;;) {
      const page = await applications.list({ states: ['submitted'] }, after)
      if (!page.ok) return undefined
      waiting.push(...page.value.items)
      const here = waiting.findIndex(one => one.id === id())
      const behind = here < 0 ? undefined : waiting.slice(here + 1).find(isNotMine)
      if (behind) return behind.id
      if (page.value.cursor === null) return waiting.find(isNotMine)?.id
      after = page.value.cursor
    }
  }
}
