import { computed, onBeforeUnmount, shallowRef } from 'vue'
import { type DocumentLink } from '../../../shared/contract/files.ts'
import { type CopyComparison } from '../../../shared/contract/printing.ts'
import { type VersionStory } from '../../../shared/contract/register.ts'
import { paperOf, type PaperState } from '../../../shared/domain/printing.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { type Result } from '../../../shared/kernel/result.ts'
import { usePrintingStore } from '../../stores/printing.ts'

/** Something asked of the core: not yet answered, the answer, or why there is none. */
interface Asked<T> {
  readonly value: T | null
  readonly error: AppError | null
}

const NOT_YET = { value: null, error: null }

const answered = <T>(reply: Result<T, AppError>): Asked<T> =>
  reply.ok ? { value: reply.value, error: null } : { value: null, error: reply.error }

/** A licence with its paper, its sealed copy, and whether both say the same. */
export function useLicence(licenceId: string) {
  const printing = usePrintingStore()
  const story = shallowRef<Asked<VersionStory>>(NOT_YET)
  const paper = shallowRef<Asked<DocumentLink>>(NOT_YET)
  const copy = shallowRef<Asked<DocumentLink>>(NOT_YET)
  const comparison = shallowRef<Asked<CopyComparison>>(NOT_YET)

  let asking = 0
  /** An answer that a newer question has overtaken is dropped: it would show the paper as it was before. */
  async function load(): Promise<void> {
    const mine = ++asking
    const reply = answered(await printing.storyOf(licenceId))
    if (mine === asking) story.value = reply
  }
  /** Drawing takes a moment; the sealed copy comes by itself. */
  async function draw(): Promise<void> {
    const parts = [
      printing.preview(licenceId, 'print').then(reply => (paper.value = answered(reply))),
      printing.copy(licenceId).then(reply => (copy.value = answered(reply))),
      printing.compare(licenceId).then(reply => (comparison.value = answered(reply))),
    ]
    await Promise.all(parts)
  }
  const stop = printing.onPaperChange(ids => {
    if (ids.includes(licenceId)) void load()
  })
  onBeforeUnmount(stop)
  void load()
  void draw()

  const prints = computed(() => story.value.value?.prints ?? [])
  const handOvers = computed(() => story.value.value?.handOvers ?? [])
  return {
    story,
    paper,
    copy,
    comparison,
    load,
    prints,
    handOvers,
    /** The sheet whose result nobody has said yet. */
    asked: computed(() => prints.value.find(act => act.result === 'sent') ?? null),
    hasGood: computed(() => prints.value.some(act => act.result === 'good')),
    state: computed<PaperState>(() => paperOf(prints.value, handOvers.value)),
  }
}
