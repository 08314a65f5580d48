import { type Keyboard, type Locator, type Page } from 'playwright-core'
import { BUILTIN_KINDS } from '../../shared/domain/kinds/registry.ts'
import { tableOf } from '../../shared/domain/kinds/code-text.ts'
import {
  type FieldDefinition,
  type FieldValue,
  type FieldValues,
  type KindDefinition,
  type KindId,
} from '../../shared/domain/kinds/kind.ts'

/** What a person does at the window, by role. */
export const PEOPLE = { clerk: '样例受理员', approver: '样例审批员', administrator: '样例管理员' } as const

export async function signIn(page: Page, who: keyof typeof PEOPLE): Promise<void> {
  await page.getByRole('button', { name: PEOPLE[who] }).click()
  await page.getByRole('button', { name: /登录/ }).click()
  await page.getByRole('heading', { name: '工作台' }).waitFor()
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByRole('button', { name: PEOPLE.clerk }).waitFor()
}

/** Presses a key whose button is there and acts: on a screen that is still coming, or knows of nothing to do yet, it does nothing. */
export async function pressReady(page: Page, key: 'F2' | 'F4' | 'F8' | 'F9'): Promise<void> {
  await page.locator(`button[aria-keyshortcuts="${key}"][aria-disabled="false"]`).first().waitFor()
  await page.keyboard.press(key)
}

/** From anywhere on the desk to the empty form of a kind. */
export async function beginNew(page: Page, kind: KindDefinition): Promise<void> {
  await pressReady(page, 'F2')
  await page.getByRole('radio', { name: new RegExp(`^${kind.name.zh}`) }).click()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: `${kind.name.zh} · 新办` }).waitFor()
}

export const placeOf = (page: Page, id: string): Locator => page.locator(`[data-field="${id}"]`)
export const inputOf = (page: Page, id: string): Locator =>
  placeOf(page, id).locator('input:not([type=file]), textarea').first()

const labelOf = (kind: KindDefinition, field: FieldDefinition, code: string): string => {
  const table = 'table' in field.type ? tableOf(kind, field.type.table) : undefined
  return table?.entries.find(entry => entry.code === code)?.label.zh ?? code
}

/** Types a value into the field that has the focus, and goes on with Enter; nothing is typed for null. */
export async function typeFocused(
  page: { readonly keyboard: Keyboard },
  kind: KindDefinition,
  field: FieldDefinition,
  value: FieldValue,
): Promise<void> {
  const write = async (text: string) => {
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText(text)
  }
  if (value === null || field.type.type === 'photo') return page.keyboard.press('Enter')
  switch (field.type.type) {
    case 'boolean':
      if (value === true) await page.keyboard.press('Space')
      else await page.keyboard.press('ArrowRight')
      break
    case 'code':
      await write(labelOf(kind, field, String(value)))
      break
    case 'list':
      for (const item of value as readonly string[]) {
        await write(labelOf(kind, field, item))
        await page.keyboard.press('Enter')
      }
      break
    case 'date':
      await write(String(value).replaceAll('-', ''))
      break
    default:
      await write(String(value))
  }
  await page.keyboard.press('Enter')
}

/** Types an application into the generated form, field by field. */
export async function typeAll(page: Page, kind: KindDefinition, values: FieldValues): Promise<void> {
  for (const field of kind.fields) {
    const value = values[field.id]
    if (value === undefined || value === null || field.entry !== 'clerk') continue
    const input = field.type.type === 'boolean' ? 'input[type=radio]' : 'input:not([type=file]), textarea'
    if (field.type.type === 'photo') continue
    await placeOf(page, field.id).locator(input).first().focus()
    await typeFocused(page, kind, field, value)
  }
}

/** Picks a photo and takes it as it lies in the frame. */
export async function addPhoto(page: Page, file: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(file)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /使用|采用|确定/ }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('img', { name: '已保存的照片' }).waitFor()
}

export async function takeAllPapers(page: Page): Promise<void> {
  await page.locator('[data-materials] input').first().waitFor()
  const missing = page.locator('[data-materials] input:not(:checked)')
  if ((await missing.count()) > 1) await page.getByRole('button', { name: /份全部收取/ }).click()
  else await missing.first().click()
  await page.locator('[data-materials] input:not(:checked)').first().waitFor({ state: 'detached' })
}

export const isSaved = (page: Page): Promise<void> => page.getByText(/^已保存 \d\d:\d\d:\d\d$/).waitFor()

export const kindOf = (id: KindId): KindDefinition => BUILTIN_KINDS.find(kind => kind.id === id)!

/** Approves what is in front, once it has been there long enough to be looked at. */
export async function approve(page: Page): Promise<void> {
  await pressReady(page, 'F8')
}
