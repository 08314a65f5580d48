import { nextTick, watch, type Ref } from 'vue'

/**
 * What is filled in while somebody stands in a field with nothing typed yet, or with all of it selected, is selected whole:
 * what they type next takes its place, and is not added to it.
 */
export function useWriteOver(input: Ref<HTMLInputElement | undefined>, text: () => string): void {
  watch(text, async filled => {
    const field = input.value
    if (!field || field.value === filled || document.activeElement !== field) return
    if (field.selectionStart !== 0 || field.selectionEnd !== field.value.length) return
    await nextTick()
    field.select()
  })
}
