import { type FieldFinding } from '../../../shared/domain/kinds/finding.ts'

const FOCUSABLE = 'input:not([type=file]), textarea, select, button'

function show(place: Element | null | undefined, input: HTMLElement | null | undefined): void {
  place?.scrollIntoView({ block: 'nearest' })
  input?.focus({ preventScroll: true })
}

/** Puts the focus into a field of the form. */
export function showField(form: HTMLElement, id: string): void {
  const place = [...form.querySelectorAll<HTMLElement>('[data-field]')].find(
    one => one.dataset['field'] === id,
  )
  show(place, place?.querySelector<HTMLElement>(FOCUSABLE))
}

/** Puts the focus where a fault can be mended: its field, or the first paper that is missing. */
export function showFault(form: HTMLElement, fault: FieldFinding): void {
  if (fault.field !== null) return showField(form, fault.field)
  const papers = form.querySelector('[data-materials]')
  show(papers, papers?.querySelector<HTMLElement>('input:not(:checked)'))
}
