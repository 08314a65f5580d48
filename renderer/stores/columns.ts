import { ref, watch, type Ref } from 'vue'

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(one => typeof one === 'string')

function remembered(key: string): readonly string[] | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return isNames(value) ? value : null
  } catch {
    return null
  }
}

/** Columns that a person has chosen for a list, remembered by this computer. Null: as the list has them. */
export function useColumns(list: string): Ref<readonly string[] | null> {
  const key = `columns.${list}`
  const chosen = ref(remembered(key)) as Ref<readonly string[] | null>
  watch(chosen, names => localStorage.setItem(key, JSON.stringify(names)))
  return chosen
}
