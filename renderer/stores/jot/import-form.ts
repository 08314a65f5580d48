import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { type ImportForm } from '../../../shared/domain/batch.ts'
import { KIND_IDS } from '../../../shared/domain/kinds/kind.ts'
import { type Result } from '../../../shared/kernel/result.ts'
import { call } from '../../bridge/index.ts'
import { onLeaving } from '../leaving.ts'
import { createJotKeeper, whileHere } from './jot-keeper.ts'

const EMPTY: ImportForm = {
  purpose: 'applications',
  options: { kind: null, papersAtHand: false, originNote: null },
  tableName: null,
  pictures: 0,
}

const fresh = () =>
  createJotKeeper<ImportForm>(async (_key, form) => {
    const reply = await call('imports.keepForm', form)
    return reply.ok ? null : reply.error
  }, whileHere())

/** What stands in the form. Files live with the page: when it is loaded anew, only their names are known. */
function useFields() {
  const table = shallowRef<File | null>(null)
  const pictures = shallowRef<readonly File[]>([])
  /** Files that were chosen before the page was loaded anew. */
  const lost = shallowRef<Pick<ImportForm, 'tableName' | 'pictures'>>(EMPTY)
  const purpose = ref<ImportForm['purpose']>('applications')
  const kind = ref<string | null>(null)
  const papers = ref(false)
  const origin = ref('')

  const form = computed<ImportForm>(() => ({
    purpose: purpose.value,
    options: {
      kind: KIND_IDS.find(id => id === kind.value) ?? null,
      papersAtHand: papers.value,
      originNote: origin.value === '' ? null : origin.value,
    },
    tableName: table.value?.name ?? lost.value.tableName,
    pictures: pictures.value.length || lost.value.pictures,
  }))
  function fill(from: ImportForm): void {
    table.value = null
    pictures.value = []
    lost.value = from
    purpose.value = from.purpose
    kind.value = from.options.kind
    papers.value = from.options.papersAtHand
    origin.value = from.options.originNote ?? ''
  }
  return { table, pictures, lost, purpose, kind, papers, origin, form, fill }
}

/** The form of a new import: kept while it is filled in, until the import is laid down. */
export const useImportFormStore = defineStore('import-form', () => {
  const { form, fill, ...fields } = useFields()
  const keeper = shallowRef(fresh())
  const loaded = ref(false)
  /** The file is on its way to the core, which drops the form once it has it: nothing may come behind that. */
  let layingDown = false
  let kept = JSON.stringify(EMPTY)

  function begin(from: ImportForm): void {
    kept = JSON.stringify(from)
    fill(from)
  }
  function keepChange(): void {
    const text = JSON.stringify(form.value)
    if (!loaded.value || layingDown || text === kept) return
    kept = text
    keeper.value.keep('', form.value)
  }
  watch(form, keepChange)
  onLeaving(() => {
    loaded.value = false
    begin(EMPTY)
    keeper.value = fresh()
  })
  return {
    ...fields,
    loaded,
    /** What this person had filled in before; asked once. */
    async load(): Promise<void> {
      if (loaded.value) return
      const reply = await call('imports.form', {})
      if (reply.ok && reply.value) begin(reply.value)
      loaded.value = true
    },
    flush: () => keeper.value.flush(),
    /**
     * Hands the form in by `work`. What was typed before has arrived by then, and what is typed meanwhile is kept only where
     * the form is not taken: one that is taken the core has dropped, and so does the page.
     */
    async layDown<T, E>(work: () => Promise<Result<T, E>>): Promise<Result<T, E>> {
      const arrived = await keeper.value.flush()
      layingDown = true
      await keeper.value.drop('')
      const taken = await work().finally(() => (layingDown = false))
      if (taken.ok) begin(EMPTY)
      else {
        if (!arrived) kept = ''
        keepChange()
      }
      return taken
    },
  }
})
