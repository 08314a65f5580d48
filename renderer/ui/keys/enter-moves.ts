const FIELDS = 'input:not([type=hidden]):not([disabled]), select:not([disabled]), textarea:not([disabled])'
const SCOPE = 'dialog, [data-fields], main, form, body'

const isShown = (element: HTMLElement): boolean =>
  element.closest('[hidden], [inert]') === null && getComputedStyle(element).display !== 'none'

/** Fields in their order; of a group of radio buttons only the chosen one, as Tab has it. */
function fieldsOf(scope: Element): HTMLElement[] {
  return [...scope.querySelectorAll<HTMLElement>(FIELDS)].filter(field => {
    if (!isShown(field) || field.tabIndex < 0) return false
    if (!(field instanceof HTMLInputElement) || field.type !== 'radio' || field.checked) return true
    const group = [...scope.querySelectorAll<HTMLInputElement>('input[type=radio]')].filter(
      one => one.name === field.name,
    )
    return !group.some(one => one.checked) && group[0] === field
  })
}

/** Whether Enter in this element means "next field"; in a text of several lines it is a new line. */
export const isField = (target: EventTarget | null): target is HTMLInputElement | HTMLSelectElement =>
  (target instanceof HTMLInputElement &&
    !['button', 'submit', 'reset', 'file', 'image'].includes(target.type)) ||
  target instanceof HTMLSelectElement

/** Puts the focus on the next field; behind the last one on the main action, which a second Enter presses. */
export function moveOn(from: HTMLElement): void {
  const scope = from.closest<HTMLElement>(SCOPE) ?? document.body
  const fields = fieldsOf(scope)
  const at = fields.indexOf(from)
  const group = from instanceof HTMLInputElement && from.type === 'radio' ? from.name : undefined
  const next = fields
    .slice(at + 1)
    .find(one => !(group !== undefined && one instanceof HTMLInputElement && one.name === group))
  const main = scope.querySelector<HTMLElement>('[data-main-action]')
  const target =
    at < 0 ? undefined : (next ?? main ?? document.querySelector<HTMLElement>('[data-main-action]'))
  target?.focus()
  if (target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox')
    target.select()
}
