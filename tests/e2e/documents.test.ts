import fs, { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXAMPLES } from '../../shared/domain/kinds/examples.ts'
import { BUILTIN_KINDS } from '../../shared/domain/kinds/registry.ts'
import { bytesOfFile, drawnText } from '../integration/rendering/tools.ts'
import { startCups, type TestCups } from '../printing/cups.ts'
import { signIn, signOut } from './clerk.ts'
import { approveFirst, issueWaiting, openByNumber, takeIn } from './day.ts'
import { type DrivenWindow } from './driven-window.ts'
import { HOST, openWindow } from './driver.ts'
import { compareInk, type InkOfWord, judgedByPdfsig, sheetOf } from './foreign-eyes.ts'
import { dialog, LONG, sendToPrinter } from './issuing-desk.ts'
import { enter } from './office.ts'

/** Each of the seven documents, from the counter to the paper, by two people of one office. */
const home = mkdtempSync(path.join(tmpdir(), 'lw-e2e-documents-'))
const saved = path.join(home, 'saved')
const PHOTO = path.resolve('resources/demo/photos/p1.jpg')
const A4 = [210, 297]
const CARD = [54, 86]
let cups: TestCups
let window: DrivenWindow
let page: Page
const faults: string[] = []

beforeAll(async () => {
  cups = await startCups()
  cups.addPrinter('laser', '大厅打印机')
  cups.setDefault('laser')
  window = await openWindow({ home, downloads: saved })
  page = window.page
  page.on('pageerror', error => faults.push(String(error)))
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
  })
  await page.setViewportSize({ width: 1366, height: 768 })
}, LONG)
afterAll(async () => {
  await window?.close()
  await cups?.stop()
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
})

/** The paper and the electronic copy stand side by side, drawn, and the line between them says that they are equal. */
async function seeBoth(): Promise<void> {
  await page.getByText('纸电一致').waitFor()
  for (const side of ['纸质证（将要打印的样子）', '电子证照（已盖章）'])
    await page.getByRole('heading', { name: side }).waitFor()
  await page.locator('canvas').nth(1).waitFor()
}

/** Prints, says that the sheet came out well, and puts handing over off. @returns what came out of the printer */
async function print(): Promise<Uint8Array> {
  await sendToPrinter(page)
  const paper = await cups.printed('laser')
  await page.keyboard.press('Control+Enter')
  await dialog(page).getByLabel('领证人姓名').waitFor()
  await page.keyboard.press('Escape')
  await dialog(page).waitFor({ state: 'detached' })
  return paper
}

/** Saves the electronic copy from the licence's page, as one does to send it on. @returns the file */
async function saveCopy(number: string): Promise<string> {
  await openByNumber(page, number)
  await page.getByRole('button', { name: '查看电子证照' }).click()
  const before = savedFiles()
  await page.getByRole('link', { name: /另存/ }).click()
  await page.getByText('已保存“').waitFor()
  const [file] = savedFiles().filter(name => !before.includes(name))
  return path.join(saved, file ?? '')
}
/** Words of the copy at whose place there is not half as much ink on the paper. */
const missing = (words: readonly InkOfWord[]) => words.filter(word => word.onPaper < word.onCopy / 2)
const made: { readonly copy: Uint8Array; readonly paper: Uint8Array }[] = []

const savedFiles = () => (fs.existsSync(saved) ? fs.readdirSync(saved) : [])

describe(`from intake to paper on ${HOST}`, () => {
  it.each(BUILTIN_KINDS.map(kind => [kind.name.zh, kind] as const))(
    '%s',
    async (name, kind) => {
      const values = EXAMPLES[kind.id][0]!.values
      const holder = String(values['holderName'])
      await enter(page, 'demo-clerk')
      await takeIn(page, kind, values, PHOTO)
      await signOut(page)
      await signIn(page, 'approver')
      await approveFirst(page, `${name} · 新办`, holder)
      await signOut(page)
      await signIn(page, 'clerk')
      const number = await issueWaiting(page)
      await seeBoth()
      const paper = await print()
      const file = await saveCopy(number)
      await signOut(page)

      const said = judgedByPdfsig(file)
      expect(said).toContain('Signature is Valid.')
      expect(said).toContain('Total document signed')
      const copy = bytesOfFile(file)
      for (const document of [copy, paper]) {
        expect(drawnText(document)).toContain(number)
        expect(drawnText(document)).toContain(holder)
      }
      expect(sheetOf(paper)).toEqual(kind.id === 'tour-guide' ? CARD : A4)
      const words = compareInk(copy, paper)
      expect(words.length).toBeGreaterThan(8)
      expect(missing(words)).toEqual([])
      made.push({ copy, paper })
      expect(faults).toEqual([])
    },
    LONG,
  )

  it('and the comparison of ink knows a paper that is another document’s', () => {
    const papers = made.map(one => one.paper)
    for (const [at, { copy }] of made.entries()) {
      const other = papers[(at + 1) % papers.length]!
      expect(missing(compareInk(copy, other)).length).toBeGreaterThan(2)
    }
  })
})
