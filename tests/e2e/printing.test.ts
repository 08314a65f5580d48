import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { CLERK, good } from '../integration/issuing/support.ts'
import { drawnText } from '../integration/rendering/tools.ts'
import { startCups, type TestCups } from '../printing/cups.ts'
import { pressReady } from './clerk.ts'
import { HOST } from './driver.ts'
import {
  dialog,
  goOnFromDesk,
  issueAll,
  issuingDesk,
  LONG,
  openFirstPaper,
  sendToPrinter,
} from './issuing-desk.ts'
import { go, inOffice } from './issuing-office.ts'

let cups: TestCups
const desk = issuingDesk()

beforeAll(async () => {
  cups = await startCups()
  cups.addPrinter('laser', '大厅打印机')
  cups.setDefault('laser')
}, LONG)
afterEach(desk.close)
afterAll(async () => {
  desk.clear()
  await cups.stop()
})

describe(`打印与发放 on ${HOST}`, () => {
  it(
    'prints, records a spoilt sheet and a good one, hands over, and asks why for another',
    async () => {
      const home = await desk.office([{ kind: 'network-culture' }])
      const page = await desk.open(home)
      await issueAll(page)
      await openFirstPaper(page)
      await sendToPrinter(page)
      expect(drawnText(await cups.printed('laser'))).toContain('网络文化经营许可证')
      await page.getByRole('button', { name: '废了' }).click()
      await page.keyboard.type('印偏了两毫米')
      await page.keyboard.press('Control+Enter')
      await page.getByText('作废：印偏了两毫米').waitFor()
      await sendToPrinter(page)
      await cups.printed('laser')
      await page.getByLabel('证照纸编号').fill('a 0001')
      await page.keyboard.press('Control+Enter')
      await dialog(page).getByLabel('领证人姓名').fill('王样例')
      await page.keyboard.press('Control+Enter')
      await page.getByText('领证人 王样例').first().waitFor()
      await sendToPrinter(page, '存档一份')
      await page.getByText('重打原因：存档一份').waitFor()
      await desk.close()
      await inOffice(home, bench => {
        const [licence] = good(bench.calls.register.search(CLERK, { limit: 1 })).items
        const prints = bench.read(s => s.prints.ofLicence(licence!.id))
        expect(prints.map(p => [p.result, p.sheetSerial, p.reprintReason])).toEqual([
          ['spoilt', null, null],
          ['good', 'A0001', null],
          ['sent', null, '存档一份'],
        ])
        expect(bench.read(s => s.prints.handOvers(licence!.id))).toHaveLength(1)
      })
    },
    LONG,
  )

  it(
    'unsure leaves the question open, and after a power cut the desk leads back to it',
    async () => {
      const home = await desk.office([{ kind: 'tour-guide' }])
      const page = await desk.open(home)
      await issueAll(page)
      await openFirstPaper(page)
      await sendToPrinter(page)
      await cups.printed('laser')
      await page.getByRole('button', { name: '卡纸或不确定' }).click()
      await page.getByRole('grid').getByText('待确认').waitFor()
      await desk.kill()
      const again = await desk.start(home)
      await goOnFromDesk(again, /^导游证 .*：打印出来了吗？出来得好吗？/, '去确认')
      await again.getByRole('heading', { name: '纸质证出来得好吗？' }).waitFor()
      expect(await again.getByRole('button', { name: /^打印/ }).getAttribute('aria-disabled')).toBe('true')
      await again.getByRole('button', { name: /出来得好/ }).click()
      await dialog(again).getByLabel('领证人姓名').waitFor()
    },
    LONG,
  )

  it(
    'prints guide cards together on a sheet and takes the word on all of them',
    async () => {
      const home = await desk.office([{ kind: 'tour-guide' }, { kind: 'tour-guide', example: 1 }])
      const page = await desk.open(home)
      await issueAll(page)
      await page.getByRole('grid').focus()
      await page.keyboard.press('Control+a')
      await page.getByRole('button', { name: '打印卡页（2 张）' }).click()
      await dialog(page).waitFor()
      await page.keyboard.press('Control+Enter')
      await page.getByRole('grid').getByText('待确认').nth(1).waitFor()
      const text = drawnText(await cups.printed('laser'))
      expect(text).toMatch(/ZJ001001.*ZJ001002/s)
      await page.getByRole('button', { name: '所选都完好（2 张）' }).click()
      await page.getByRole('grid').getByText('完好待发').nth(1).waitFor()
    },
    LONG,
  )

  it(
    'says that a printer is stopped, and nothing is called printed',
    async () => {
      const home = await desk.office([{ kind: 'network-culture' }])
      const page = await desk.open(home)
      await issueAll(page)
      await openFirstPaper(page)
      cups.disable('laser')
      try {
        await pressReady(page, 'F9')
        await dialog(page).getByText('已停用').waitFor()
        await page.keyboard.press('Control+Enter')
        await dialog(page).getByText('打印机“laser”已停用').waitFor()
        await page.keyboard.press('Escape')
        await page.getByText('还没有送打印机').waitFor()
      } finally {
        cups.enable('laser')
      }
    },
    LONG,
  )
})

describe(`打印机 on ${HOST}`, () => {
  it(
    'prints a test page, takes what was measured, and keeps the setting through a new start',
    async () => {
      const home = await desk.office([])
      const page = await desk.open(home)
      await go(page, '系统')
      await page.getByRole('link', { name: '打印机' }).click()
      await page.getByRole('button', { name: '打印测试页' }).click()
      expect(drawnText(await cups.printed('laser'))).toContain('laser')
      for (const [label, value] of [
        ['1 纸左边到方框左边', '21.5'],
        ['2 纸上边到方框上边', '18'],
        ['3 方框的宽', '99.5'],
        ['4 方框的高', '100'],
      ] as const)
        await page.getByLabel(label).fill(value)
      await page.getByText('校正为： 右移 -1.61 毫米，下移 2 毫米，横向 100.50%，纵向 100.00%').waitFor()
      await page.getByRole('button', { name: '保存校正' }).click()
      await page.getByText('现用校正： 右移 -1.61 毫米').waitFor()
      await desk.close()
      const again = await desk.open(home)
      await go(again, '系统')
      await again.getByRole('link', { name: '打印机' }).click()
      await again.getByText('现用校正： 右移 -1.61 毫米').waitFor()
    },
    LONG,
  )
})
