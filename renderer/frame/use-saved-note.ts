import { watch } from 'vue'
import { useWords } from '../i18n/use-words.ts'
import { useSavedStore } from '../stores/saved.ts'
import { useToasts } from '../ui/toast/toasts.ts'

/** Says under which name and in which folder a document was saved: no window of the browser does. */
export function useSavedNote(): void {
  const { t } = useWords()
  const toasts = useToasts()
  const saved = useSavedStore()
  watch(
    () => saved.last,
    document => {
      if (document) toasts.say(t('frame.saved', { ...document }))
    },
  )
}
