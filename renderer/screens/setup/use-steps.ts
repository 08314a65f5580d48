import { computed, type ComputedRef } from 'vue'
import { type SetupStep, type SetupStepId } from '../../../shared/contract/setup.ts'
import { type Words } from '../../../shared/kernel/words.ts'
import { type MessageKey } from '../../i18n/messages.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useSetupStore } from '../../stores/setup.ts'

/** The guide's steps in their order: the core's, between the administrator who is there already and the look back. */
export const GUIDE = [
  'admin',
  'secret',
  'office',
  'roots',
  'seals',
  'people',
  'blocks',
  'backups',
  'done',
] as const

export type GuideStep = (typeof GUIDE)[number]

const TITLES: Readonly<Record<GuideStep, MessageKey>> = {
  admin: 'setup.admin',
  secret: 'setup.secret',
  office: 'setup.office',
  roots: 'setup.roots',
  seals: 'setup.seals',
  people: 'setup.people',
  blocks: 'setup.blocks',
  backups: 'setup.backups',
  done: 'setup.done',
}

export const isGuideStep = (value: unknown): value is GuideStep => GUIDE.some(one => one === value)

/** What a step's own part offers to the guide: what its main act is called, and carrying it out. */
export interface StepFace {
  /** Empty: nothing of this step is in hand, so the guide just goes on. */
  readonly label: string
  readonly working: boolean
  /** @returns whether the guide may go on */
  proceed(): Promise<boolean>
}

export function useSteps(): {
  readonly steps: ComputedRef<readonly { id: GuideStep; title: string; done: boolean; open: boolean }[]>
  readonly missing: ComputedRef<readonly SetupStep[]>
  notesOf(id: GuideStep): readonly Words[]
  firstMissing(): GuideStep
} {
  const { t } = useWords()
  const store = useSetupStore()
  const all = computed(() => store.progress?.steps ?? [])
  const byId = (id: GuideStep) => all.value.find(step => step.id === (id as SetupStepId))
  const isDone = (id: GuideStep) =>
    id === 'admin' ||
    (id === 'done' ? all.value.every(step => step.done) && all.value.length > 0 : byId(id)?.done === true)
  return {
    steps: computed(() => GUIDE.map(id => ({ id, title: t(TITLES[id]), done: isDone(id), open: true }))),
    missing: computed(() => all.value.filter(step => !step.done)),
    notesOf: id => byId(id)?.notes ?? [],
    firstMissing: () => GUIDE.find(id => !isDone(id)) ?? 'done',
  }
}
