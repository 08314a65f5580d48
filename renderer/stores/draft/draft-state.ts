import { computed, ref, shallowRef } from 'vue'
import { type Offers } from '../../../shared/contract/intake.ts'
import { type Application } from '../../../shared/domain/application/application.ts'
import { type FieldFinding } from '../../../shared/domain/kinds/finding.ts'
import { type FieldValues } from '../../../shared/domain/kinds/kind.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'

export type SaveState = 'saved' | 'waiting' | 'sending' | 'refused'

/** What is known of a draft at the window: as the core keeps it, and what is ahead of that. */
export function createDraftState(opened: Application) {
  const application = shallowRef(opened)
  /** Fields as typed: not sent yet, or sent while the cursor is still in them. */
  const typed = shallowRef<FieldValues>({})
  return {
    application,
    typed,
    values: computed<FieldValues>(() => ({ ...application.value.values, ...typed.value })),
    /** Fields that the core would not keep, and why. */
    refused: shallowRef<Readonly<Record<string, AppError>>>({}),
    state: ref<SaveState>('saved'),
    savedAt: shallowRef<Instant | null>(null),
    error: shallowRef<AppError | null>(null),
    /** The newest state when somebody else has saved in between; the clerk decides what becomes of what was typed. */
    newest: shallowRef<Application | null>(null),
    findings: shallowRef<readonly FieldFinding[]>([]),
    offers: shallowRef<Offers>({ prefill: [], waivers: [] }),
  }
}

export type DraftState = ReturnType<typeof createDraftState>

/** What every edit has to name. */
export const seenIn = ({ application }: DraftState) => ({
  applicationId: application.value.id,
  seenRevision: application.value.revision,
})
