import { type Application } from '../../../shared/domain/application/application.ts'
import { type FieldValues } from '../../../shared/domain/kinds/kind.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { type Result } from '../../../shared/kernel/result.ts'
import { call } from '../../bridge/index.ts'
import { type DraftState, seenIn } from './draft-state.ts'

/** Our default: what a crash can take is less than this much typing. Counted from the first unsaved key, not the last. */
export const SAVE_AFTER_MS = 250
/** A save that failed is tried again. */
export const RETRY_AFTER_MS = 3_000

export type EditReply = Result<Application, AppError>

/** Codes that name one field as the reason: the others are saved without it. */
const OF_ONE_FIELD = ['field-unknown', 'value-too-long', 'photo-not-attached']
/** Codes that say that somebody else was at it. */
const CHANGED_ELSEWHERE = ['revision-stale', 'application-state-wrong']

/** Takes an answer of the core over. @returns whether the edit was kept */
export async function takeReply(s: DraftState, reply: EditReply): Promise<boolean> {
  if (reply.ok) {
    s.application.value = reply.value
    s.savedAt.value = reply.value.updatedAt
    s.error.value = null
    return true
  }
  s.error.value = reply.error
  if (CHANGED_ELSEWHERE.includes(reply.error.code)) {
    const now = await call('intake.open', { applicationId: s.application.value.id })
    if (now.ok) s.newest.value = now.value
  }
  return false
}

const pick = (typed: FieldValues, ids: readonly string[]): FieldValues =>
  Object.fromEntries(ids.filter(id => id in typed).map(id => [id, typed[id] ?? null]))

/** The field because of which the core kept nothing, if it is just one. */
function fieldAtFault(reply: EditReply, ids: readonly string[]): string | undefined {
  if (reply.ok || !OF_ONE_FIELD.includes(reply.error.code)) return undefined
  const field = reply.error.data?.['field']
  return typeof field === 'string' && ids.includes(field) ? field : undefined
}

/** Sends the fields of `dirty` until none is left or the core refuses. @returns whether everything is kept */
export async function sendDirty(s: DraftState, dirty: Set<string>): Promise<boolean> {
  while (dirty.size > 0 && !s.newest.value) {
    const ids = [...dirty]
    dirty.clear()
    s.state.value = 'sending'
    const reply: EditReply = await call('intake.saveDraft', {
      ...seenIn(s),
      values: pick(s.typed.value, ids),
    })
    const bad = fieldAtFault(reply, ids)
    if (bad !== undefined && !reply.ok) {
      s.refused.value = { ...s.refused.value, [bad]: reply.error }
      for (const id of ids) if (id !== bad) dirty.add(id)
    } else if (!(await takeReply(s, reply))) {
      for (const id of ids) dirty.add(id)
      s.state.value = 'refused'
      return false
    }
  }
  s.state.value = s.newest.value ? 'refused' : 'saved'
  return !s.newest.value
}
