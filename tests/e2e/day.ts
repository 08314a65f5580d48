import { type Page } from 'playwright-core'
import { type FieldValues, type KindDefinition } from '../../shared/domain/kinds/kind.ts'
import { addPhoto, approve, beginNew, pressReady, takeAllPapers, typeAll } from './clerk.ts'
import { issueAll, LONG, openFirstPaper } from './issuing-desk.ts'
import { go } from './issuing-office.ts'

/** The steps of a day at the counter, each by the person who is signed in. */

/** A new application, typed in, its papers ticked, submitted. */
export async function takeIn(
  page: Page,
  kind: KindDefinition,
  values: FieldValues,
  photo: string,
): Promise<void> {
  await beginNew(page, kind)
  await typeAll(page, kind, values)
  if (kind.photo) await addPhoto(page, photo)
  await submit(page)
}

/** What stands on the form, with all its papers. */
export async function submit(page: Page): Promise<void> {
  await takeAllPapers(page)
  await page.keyboard.press('Control+Enter')
  await page.getByText(/已提交审批/).waitFor()
}

/** The oldest application is opened, read and approved. */
export async function approveFirst(page: Page, heading: string, holder: string): Promise<void> {
  await pressReady(page, 'F4')
  await page.getByRole('heading', { name: heading }).waitFor()
  await page.locator('[data-field="holderName"]').getByText(holder).first().waitFor()
  await approve(page)
  await page.getByText(/已同意，待制证/).waitFor()
}

/** All that waits is issued with the PINs. @returns the number of the first, whose paper lies in front then */
export async function issueWaiting(page: Page): Promise<string> {
  await go(page, '制证')
  await issueAll(page)
  await openFirstPaper(page)
  const title = await page.getByRole('heading', { level: 1 }).innerText()
  return title.replace('打印与发放 · ', '')
}

/** The licence of that number, by the box above. */
export async function openByNumber(page: Page, number: string): Promise<void> {
  await page.keyboard.press('Control+K')
  await page.keyboard.insertText(number)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '全过程' }).waitFor({ timeout: LONG })
}
