import fs from 'node:fs'
import { makeOffice } from '../../../tests/integration/signing/support/office.ts'
import { bytesAt } from '../../../tests/e2e/office.ts'
import { at, goTo, type Scene, type Shot } from '../shot.ts'

/** A copy that was issued here, the same with one byte changed, and one of an issuer that nobody here knows. */
async function threeFiles({ page, ask, found }: Scene): Promise<void> {
  const link = await ask('register.copyOf', { licenceId: found['licence'] ?? '' })
  const copy = await bytesAt(page, link.url)
  const changed = Buffer.from(copy)
  const byte = changed.indexOf('stream') + 40
  changed[byte] = (changed[byte] ?? 0) ^ 1
  const foreign = Buffer.from((await makeOffice()).sign())
  const file = (name: string, buffer: Buffer) => ({ name, buffer, mimeType: 'application/pdf' })
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      file('样例证照.pdf', copy),
      file('改动过的样例证照.pdf', changed),
      file('外来文件.pdf', foreign),
      { name: '不是证照.txt', buffer: Buffer.from('样例'), mimeType: 'text/plain' },
    ])
  await page.getByRole('grid').getByRole('row').nth(4).waitFor()
  await page.locator('main [role=status]').getByText(/4\D+4/).waitFor()
}

/** Puts the judged file of that row in front. */
const front =
  (row: number) =>
  async ({ page }: Scene): Promise<void> => {
    await page.getByRole('grid').getByRole('row').nth(row).click()
  }

export const RECORDS: readonly Shot[] = [
  {
    name: 'register',
    title: { zh: '证照库', en: 'Register' },
    who: 'demo-clerk',
    everywhere: true,
    go: at('/register'),
  },
  {
    name: 'register-narrowed',
    title: { zh: '证照库：按条件筛选', en: 'Register, narrowed' },
    who: 'demo-clerk',
    go: async ({ page, look }) => {
      await goTo(page, '/register')
      await page
        .getByRole('combobox')
        .nth(1)
        .fill(look.language === 'en' ? 'Cancelled' : '已注销')
      await page.keyboard.press('Enter')
      await page.locator('.ui-chips').waitFor()
    },
  },
  {
    name: 'register-nothing',
    title: { zh: '证照库：没有找到', en: 'Register: nothing found' },
    who: 'demo-clerk',
    go: async ({ page }) => {
      await page.locator('.ui-chips button').first().click()
      await page.locator('main input').first().fill('没有这样的名称')
      await page.locator('main [role=row]').nth(1).waitFor({ state: 'detached' })
    },
  },
  {
    name: 'licence',
    title: { zh: '一份证照和它的全过程', en: 'A licence and its whole story' },
    who: 'demo-clerk',
    everywhere: true,
    go: async ({ page, found }) => {
      await goTo(page, `/register/${found['licence'] ?? ''}`)
      await page.locator('main h2').nth(2).waitFor()
    },
  },
  {
    name: 'verify-good',
    title: { zh: '核验：真实有效', en: 'Verification: genuine and in force' },
    who: 'demo-clerk',
    everywhere: true,
    go: async scene => {
      await goTo(scene.page, '/verify')
      await scene.page.locator('main h1').waitFor()
      await threeFiles(scene)
      await front(1)(scene)
    },
  },
  {
    name: 'verify-tampered',
    title: { zh: '核验：被改动过', en: 'Verification: altered' },
    who: 'demo-clerk',
    go: front(2),
  },
  {
    name: 'verify-foreign',
    title: { zh: '核验：无法确认的外来文件', en: 'Verification: a foreign file that cannot be confirmed' },
    who: 'demo-clerk',
    go: front(3),
  },
  { name: 'imports', title: { zh: '批量导入', en: 'Imports' }, who: 'demo-clerk', go: at('/imports') },
  {
    name: 'import-recognised',
    title: { zh: '导入之前：识别结果', en: 'Before an import: what was recognised' },
    who: 'demo-clerk',
    go: async ({ page }) => {
      await goTo(page, '/imports/new')
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles({
          name: 'mixed-1000.xlsx',
          mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          buffer: fs.readFileSync('resources/demo/mixed-1000.xlsx'),
        })
      await page.locator('[data-main-action]').last().click()
      await page.waitForURL(/#\/imports\/(?!new)/)
      await page.locator('main dl').first().waitFor()
    },
  },
  {
    name: 'import-faults',
    title: { zh: '导入：逐行改正错误', en: 'An import: faulty rows mended in place' },
    who: 'demo-clerk',
    everywhere: true,
    go: async ({ page, found }) => {
      await goTo(page, `/imports/${found['faultyImport'] ?? ''}`)
      await page.locator('main .detail [aria-invalid=true]').first().waitFor()
    },
  },
  {
    name: 'outbox',
    title: { zh: '上报队列', en: 'Outbox' },
    who: 'demo-clerk',
    everywhere: true,
    go: at('/outbox'),
  },
]
