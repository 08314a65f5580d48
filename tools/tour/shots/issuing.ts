import { DEMO_PIN } from '../../../electron/app/demo/demo-people.ts'
import { at, drawn, goTo, type Scene, type Shot } from '../shot.ts'

const LONG = 120_000

async function givePins({ page }: Scene, pin: string): Promise<void> {
  const inputs = page.getByRole('dialog').locator('input')
  await inputs.first().waitFor()
  for (const input of await inputs.all()) await input.fill(pin)
  await page.keyboard.press('Control+Enter')
}

const side = async ({ page, found }: Scene): Promise<void> => {
  await goTo(page, `/issuing/licence/${found['licence'] ?? ''}`)
  await drawn(page, 2)
}

/** From the queue to the paper in the applicant's hand; each picture goes on from the one before. */
export const ISSUING: readonly Shot[] = [
  {
    name: 'issuing',
    title: { zh: '待制证', en: 'Issuing queue' },
    who: 'demo-clerk',
    everywhere: true,
    go: at('/issuing'),
  },
  {
    name: 'issuing-batch',
    title: { zh: '一批制证：只问一次 PIN', en: 'A batch: the PIN is asked once' },
    who: 'demo-clerk',
    go: async ({ page }) => {
      await goTo(page, '/issuing')
      await page.getByRole('grid').focus()
      await page.keyboard.press('Control+a')
      await page.keyboard.press('F8')
      await page.getByRole('dialog').locator('input').first().waitFor()
    },
  },
  {
    name: 'issuing-wrong-pin',
    title: { zh: 'PIN 输错', en: 'A wrong PIN' },
    who: 'demo-clerk',
    go: async scene => {
      await givePins(scene, 'wrong')
      await scene.page.getByRole('dialog').locator('.fault').first().waitFor()
    },
  },
  {
    name: 'issuing-result',
    title: { zh: '一批制完：结果单', en: 'The batch is done: its result sheet' },
    who: 'demo-clerk',
    everywhere: true,
    go: async scene => {
      await givePins(scene, DEMO_PIN)
      await scene.page.getByRole('dialog').waitFor({ state: 'detached', timeout: LONG })
      await scene.page.locator('.ui-result').waitFor({ timeout: LONG })
    },
  },
  {
    name: 'issuing-licence',
    title: {
      zh: '左边纸质证，右边电子证照，中间逐项核对',
      en: 'Paper left, electronic copy right, compared between',
    },
    who: 'demo-clerk',
    everywhere: true,
    go: side,
  },
  {
    name: 'issuing-print',
    title: { zh: '打印', en: 'Printing' },
    who: 'demo-clerk',
    go: async scene => {
      await side(scene)
      await scene.page.keyboard.press('F9')
      await scene.page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'issuing-question',
    title: {
      zh: '“已打印”由人来说：纸质证出来得好吗？',
      en: 'Only a person says that the paper came out well',
    },
    who: 'demo-clerk',
    go: async ({ page }) => {
      await page.keyboard.press('Control+Enter')
      await page.getByRole('dialog').waitFor({ state: 'detached', timeout: LONG })
      await page.locator('main .question').first().waitFor({ timeout: LONG })
    },
  },
  {
    name: 'issuing-card',
    title: { zh: '导游证：卡片', en: 'A tour guide card' },
    who: 'demo-clerk',
    go: async ({ page, found }) => {
      await goTo(page, `/issuing/licence/${found['guide'] ?? ''}`)
      await drawn(page, 2)
    },
  },
  {
    name: 'printers',
    title: { zh: '打印机与校正', en: 'Printers and their calibration' },
    who: 'demo-clerk',
    everywhere: true,
    go: at('/printers'),
  },
]
