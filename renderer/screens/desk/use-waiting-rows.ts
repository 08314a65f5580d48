import { computed, onBeforeUnmount, shallowRef } from 'vue'
import {
  hasWorkedOn,
  type Application,
  type ApplicationState,
} from '../../../shared/domain/application/application.ts'
import { useApplicationsStore } from '../../stores/applications.ts'
import { useSessionStore } from '../../stores/session.ts'

/** Our default: so many of each sort are shown; the area's own list has them all. */
const CALM_MS = 1_000

/** What waits for the person at the window: his drafts and returned ones, what he may decide on, what he may issue; oldest first. */
export function useWaitingRows() {
  const applications = useApplicationsStore()
  const session = useSessionStore()
  const rows = shallowRef<readonly Application[] | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking = 0

  const ask = async (
    states: readonly ApplicationState[],
    makerId?: string,
  ): Promise<readonly Application[]> => {
    const reply = await applications.list({ states, ...(makerId === undefined ? {} : { makerId }) })
    return reply.ok ? reply.value.items : []
  }
  async function load(): Promise<void> {
    const me = session.actor?.userId ?? ''
    const mine = ++asking
    const parts = await Promise.all([
      session.may('application.edit') ? ask(['draft', 'returned'], me) : [],
      session.may('application.decide') ? ask(['submitted']) : [],
      session.may('licence.issue') ? ask(['approved']) : [],
    ])
    if (mine !== asking) return
    rows.value = parts
      .flat()
      .filter(one => one.state !== 'submitted' || !hasWorkedOn(one, me))
      .sort((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1))
  }
  onBeforeUnmount(
    applications.onChange(() => {
      clearTimeout(timer)
      timer = setTimeout(() => void load(), CALM_MS)
    }),
  )
  onBeforeUnmount(() => clearTimeout(timer))
  void load()
  return { rows: computed(() => rows.value), load }
}
