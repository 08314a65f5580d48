import { computed, type ComputedRef, inject, type InjectionKey, useId } from 'vue'

/** What a field tells the input within it. */
export interface FieldContext {
  readonly id: string
  readonly describedBy: ComputedRef<string | undefined>
  readonly invalid: ComputedRef<boolean>
  readonly required: ComputedRef<boolean>
  /** Id of the visible label, for inputs that are several elements. */
  readonly labelId: string
}

export const FIELD: InjectionKey<FieldContext> = Symbol('field')

/** The names of an input: those of the field around it, or, standing alone, its own (then it needs an `aria-label`). */
export function useFieldNames() {
  const field = inject(FIELD, undefined)
  const own = useId()
  return {
    id: field?.id ?? own,
    labelId: field?.labelId,
    names: computed(() => ({
      id: field?.id ?? own,
      'aria-describedby': field?.describedBy.value,
      'aria-invalid': field?.invalid.value ? ('true' as const) : undefined,
      'aria-required': field?.required.value ? ('true' as const) : undefined,
    })),
  }
}
