import fs from 'node:fs'
import { type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PIN } from '../../electron/app/demo/demo-people.ts'
import { KIND_IDS } from '../../shared/domain/kinds/kind.ts'
import { startCups, type TestCups } from '../printing/cups.ts'
import { setHeldBlocks } from '../../electron/usecases/common/held-blocks.ts'
import { ADMIN, CLERK, good } from '../integration/issuing/support.ts'
import { drawnText } from '../integration/rendering/tools.ts'
import { type DrivenWindow } from './driven-window.ts'
import { go, inOffice, officeWith, openIssuing } from './issuing-office.ts'

const LONG = 300_000

let cups: TestCups
let driven: DrivenWindow | undefined
const homes: string[] = []

beforeAll(async () => {
  cups = await startCups()
  cups.addPrinter('laser', '大厅打印机')
  cups.setDefault('laser')
}, LONG)
afterEach(async () => {
  await driven?.close()
  driven = undefined
})
afterAll(async () => {
  for (const home of homes) fs.rmSync(home, { recursive: true, force: true })
  await cups.stop()
})

async function opened(wanted: Parameters<typeof officeWith>[0]): Promise<[Page, string]> {
  const home = await officeWith(wanted)
  homes.push(home)
  driven = await openIssuing(home)
  await go(driven.page, '制证')
  return [driven.page, home]
}

/** As after the power came back: the same home, a new start. */
async function openAgain(home: string): Promise<Page> {
  driven = await openIssuing(home)
  return driven.page
}

const dialog = (page: Page) => page.getByRole('dialog')

async function chooseAll(page: Page): Promise<void> {
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('F8')
  await dialog(page).waitFor()
}

async function givePins(page: Page, pin = DEMO_PIN): Promise<void> {
  await dialog(page).locator('input').first().waitFor()
  for (const input of await dialog(page).locator('input').all()) await input.fill(pin)
  await page.keyboard.press('Control+Enter')
}

async function issueAll(page: Page): Promise<void> {
  await chooseAll(page)
  await givePins(page)
  await page.getByText('本批结果').waitFor({ timeout: LONG })
}

async function openFirstPaper(page: Page): Promise<void> {
  await page.keyboard.press('F4')
  await page.getByText('纸电一致').waitFor()
}

async function sendToPrinter(page: Page, reason?: string): Promise<void> {
  await page.keyboard.press('F9')
  await dialog(page).waitFor()
  if (reason !== undefined) await dialog(page).getByLabel('重打原因').fill(reason)
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: '纸质证出来得好吗？' }).waitFor()
}

describe('制证', () => {
  it(
    'issues one of each kind in one batch, the PIN asked once, and shows each with its number',
    async () => {
      const [page] = await opened(KIND_IDS.map(kind => ({ kind })))
      await page.getByRole('button', { name: '导游证（1 件）' }).click()
      await page.getByRole('grid').getByText('导游证').waitFor()
      expect(await page.getByRole('row').count()).toBe(2)
      await page.getByRole('button', { name: `全部（${KIND_IDS.length} 件）` }).click()
      await chooseAll(page)
      expect(await dialog(page).getByText('还可以输错 5 次').count()).toBe(2)
      await givePins(page)
      await page.getByText('本批结果').waitFor({ timeout: LONG })
      await page.getByText(`完成 ${KIND_IDS.length}`, { exact: true }).waitFor()
      await page
        .getByRole('grid')
        .getByText('未打印')
        .nth(KIND_IDS.length - 1)
        .waitFor()
    },
    LONG,
  )

  it(
    'counts wrong PINs down, locks the seal, and says who unlocks it',
    async () => {
      const [page, home] = await opened([{ kind: 'network-culture' }])
      await chooseAll(page)
      for (const left of [4, 3, 2, 1]) {
        await givePins(page, 'wrong')
        await dialog(page).getByText(`还可以试 ${left} 次`).waitFor()
      }
      await givePins(page, 'wrong')
      await dialog(page).getByText('已锁定：请管理员在印章管理中解锁').waitFor()
      await page.keyboard.press('Control+Enter') // nothing to press any more
      await page.keyboard.press('Escape')
      await page.getByText('尚未开始').waitFor()
      await driven?.close()
      driven = undefined
      await inOffice(home, bench =>
        expect(bench.read(s => s.journal.list({ limit: 100 })).map(l => l.action)).toContain(
          'seal.pin-locked',
        ),
      )
    },
    LONG,
  )

  it(
    'tells a dry block in words, issues the rest, and issues what failed once there are numbers',
    async () => {
      const home = await officeWith([{ kind: 'network-culture' }, { kind: 'entertainment' }])
      homes.push(home)
      const blockIds = await inOffice(home, bench =>
        bench.write(stores => {
          const ids = stores.numbers.blocks('network-culture').map(({ block }) => block.blockId)
          setHeldBlocks(stores, ids)
          return ids
        }),
      )
      driven = await openIssuing(home)
      await go(driven.page, '制证')
      await issueAll(driven.page)
      const { page } = driven
      await page.getByText(/本工作站没有可用的网络文化经营许可证号段/).waitFor()
      await page.getByText(/请向全国库申请号段并导入/).waitFor()
      await page.getByRole('button', { name: '去导入号段' }).waitFor()
      await driven.close()
      await inOffice(home, bench =>
        good(bench.calls.blocks.release(ADMIN, { blockIds, reason: '样例：已补足号段' })),
      )
      const again = await openAgain(home)
      await go(again, '制证')
      await again.getByRole('button', { name: '查看结果' }).click()
      await again.getByRole('button', { name: '把失败的 1 件再制一次' }).click()
      await givePins(again)
      await again.getByText('完成 1', { exact: true }).waitFor({ timeout: LONG })
      await again.getByText('本批结果').waitFor()
    },
    LONG,
  )

  it(
    'pauses, leaves the page, and goes on exactly where it stood; cancels the rest by name',
    async () => {
      const [page, home] = await opened(Array.from({ length: 12 }, () => ({ kind: 'tour-guide' as const })))
      await chooseAll(page)
      await givePins(page)
      await page.getByRole('button', { name: '暂停' }).click()
      await page.getByText(/已暂停/).waitFor()
      await go(page, '制证')
      await page.getByRole('button', { name: '继续办理' }).click()
      await page.keyboard.press('F8')
      await givePins(page)
      await dialog(page).waitFor({ state: 'detached' })
      await page.getByRole('button', { name: '取消' }).click()
      await dialog(page)
        .getByText(/取消本批尚未制证的 \d+ 件？/)
        .waitFor()
      await dialog(page).getByRole('button', { name: '取消其余' }).click()
      await page.getByText('本批结果').waitFor({ timeout: LONG })
      await driven?.close()
      driven = undefined
      await inOffice(home, bench => {
        const [batch] = bench.read(s => s.batches.list(1))
        const approvedLeft = bench.read(s => s.applications.count({ states: ['approved'] }))
        expect(batch!.issued + approvedLeft).toBe(12)
        expect(['cancelled', 'done']).toContain(batch!.state)
      })
    },
    LONG,
  )

  it(
    'killed in the middle of a batch, shows where it stood at the next start and ends it without a number twice',
    async () => {
      const [page, home] = await opened(Array.from({ length: 30 }, () => ({ kind: 'tour-guide' as const })))
      await chooseAll(page)
      await givePins(page)
      await page.getByText(/完成 [3-9] \/ 30|完成 [12]\d \/ 30/).waitFor({ timeout: LONG })
      await driven!.kill()
      driven = undefined
      const again = await openAgain(home)
      await go(again, '制证')
      await again.getByText('待继续').waitFor()
      await again.getByRole('button', { name: '继续办理' }).click()
      await again.keyboard.press('F8')
      await givePins(again)
      await again.getByText('本批结果').waitFor({ timeout: LONG })
      await again.getByText('完成 30', { exact: true }).waitFor()
      await driven?.close()
      driven = undefined
      await inOffice(home, bench => {
        const licences = good(bench.calls.register.search(CLERK, { limit: 100, kind: 'tour-guide' })).items
        expect(new Set(licences.map(l => l.number)).size).toBe(30)
      })
    },
    LONG,
  )
})

describe('打印与发放', () => {
  it(
    'prints, records a spoilt sheet and a good one, hands over, and asks why for another',
    async () => {
      const [page, home] = await opened([{ kind: 'network-culture' }])
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
      await driven?.close()
      driven = undefined
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
    'unsure leaves the question open, and a power cut between the acts asks it again',
    async () => {
      const [page, home] = await opened([{ kind: 'tour-guide' }])
      await issueAll(page)
      await openFirstPaper(page)
      await sendToPrinter(page)
      await cups.printed('laser')
      await page.getByRole('button', { name: '卡纸或不确定' }).click()
      await page.getByRole('grid').getByText('待确认').waitFor()
      await driven!.kill()
      driven = undefined
      const again = await openAgain(home)
      await go(again, '制证')
      await again.getByRole('button', { name: '查看结果' }).click()
      await again.getByRole('grid').getByText('待确认').waitFor()
      await again.keyboard.press('F4')
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
      const [page] = await opened([{ kind: 'tour-guide' }, { kind: 'tour-guide', example: 1 }])
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
      const [page] = await opened([{ kind: 'network-culture' }])
      await issueAll(page)
      await openFirstPaper(page)
      cups.disable('laser')
      try {
        await page.keyboard.press('F9')
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

describe('打印机', () => {
  it(
    'prints a test page, takes what was measured, and keeps the setting through a new start',
    async () => {
      const [page, home] = await opened([])
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
      await driven?.close()
      driven = await openIssuing(home)
      await go(driven.page, '系统')
      await driven.page.getByRole('link', { name: '打印机' }).click()
      await driven.page.getByText('现用校正： 右移 -1.61 毫米').waitFor()
    },
    LONG,
  )
})
