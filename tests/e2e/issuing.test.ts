import { type Page } from 'playwright-core'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { setHeldBlocks } from '../../electron/usecases/common/held-blocks.ts'
import { KIND_IDS } from '../../shared/domain/kinds/kind.ts'
import { CLERK, good } from '../integration/issuing/support.ts'
import { pressReady, signIn, signOut } from './clerk.ts'
import { HOST } from './driver.ts'
import { chooseAll, dialog, givePins, goOnFromDesk, issueAll, issuingDesk, LONG } from './issuing-desk.ts'
import { go, inOffice } from './issuing-office.ts'

const desk = issuingDesk()
afterEach(desk.close)
afterAll(desk.clear)

/** So many that a batch does not end before a person has pressed a button. */
const MANY = 120

async function asAdministrator(page: Page, screen: string): Promise<void> {
  await signOut(page)
  await signIn(page, 'administrator')
  await go(page, '系统')
  await go(page, screen)
}

/** Back to the issuing screen. */
async function asClerk(page: Page): Promise<void> {
  await signOut(page)
  await signIn(page, 'clerk')
  await go(page, '制证')
}

describe(`制证 on ${HOST}`, () => {
  it(
    'issues one of each kind in one batch, the PIN asked once, and shows each with its number',
    async () => {
      const home = await desk.office(KIND_IDS.map(kind => ({ kind })))
      const page = await desk.open(home)
      await page.getByRole('button', { name: '导游证（1 件）' }).click()
      await page.getByRole('grid').getByText('导游证').waitFor()
      expect(await page.getByRole('row').count()).toBe(2)
      await page.getByRole('button', { name: `全部（${KIND_IDS.length} 件）` }).click()
      await chooseAll(page)
      const tries = dialog(page).getByText('还可以输错 5 次')
      await tries.nth(1).waitFor()
      expect(await tries.count()).toBe(2)
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
    'counts wrong PINs down, locks the seal, says who unlocks it, and seals once an administrator has',
    async () => {
      const home = await desk.office([{ kind: 'network-culture' }])
      const page = await desk.open(home)
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
      await asAdministrator(page, '印章与用印')
      await page.getByRole('row').filter({ hasText: '文化和旅游市场电子证照专用章' }).click()
      await page.getByRole('button', { name: '解锁口令' }).click()
      await dialog(page).getByLabel('原因').fill('本人忘记口令，已核对身份')
      await page.keyboard.press('Control+Enter')
      await page.getByText('的口令已解锁').waitFor()
      await asClerk(page)
      await page.getByRole('button', { name: '继续办理' }).click()
      await pressReady(page, 'F8')
      await givePins(page)
      await page.getByText('本批结果').waitFor({ timeout: LONG })
      await page.getByText('完成 1', { exact: true }).waitFor()
      await desk.close()
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
      const home = await desk.office([{ kind: 'network-culture' }, { kind: 'entertainment' }])
      const blockIds = await inOffice(home, bench =>
        bench.write(stores => {
          const ids = stores.numbers.blocks('network-culture').map(({ block }) => block.blockId)
          setHeldBlocks(stores, ids)
          return ids
        }),
      )
      const page = await desk.open(home)
      await issueAll(page)
      await page.getByText(/本工作站没有可用的网络文化经营许可证号段/).waitFor()
      await page.getByText(/请向全国库申请号段并导入/).waitFor()
      await page.getByRole('button', { name: '去导入号段' }).click()
      const block = page.getByRole('row').filter({ hasText: blockIds[0]! })
      await block.getByText('已停用').waitFor()
      await asAdministrator(page, '号段')
      await block.click()
      await page.getByRole('button', { name: '恢复使用' }).click()
      await dialog(page).getByLabel('原因').fill('样例：已核对，没有用过编号')
      await page.keyboard.press('Control+Enter')
      await block.getByText('可用').waitFor()
      await asClerk(page)
      await page.getByRole('button', { name: '查看结果' }).click()
      await page.getByRole('button', { name: '把失败的 1 件再制一次' }).click()
      await givePins(page)
      await page.getByText('完成 1', { exact: true }).waitFor({ timeout: LONG })
      await page.getByText('本批结果').waitFor()
    },
    LONG,
  )

  it(
    'pauses, leaves the page, and goes on exactly where it stood; cancels the rest by name',
    async () => {
      const home = await desk.office(Array.from({ length: MANY }, () => ({ kind: 'tour-guide' as const })))
      const page = await desk.open(home)
      await chooseAll(page)
      await givePins(page)
      await page.getByRole('button', { name: '暂停' }).click()
      await page.getByText(/已暂停/).waitFor()
      await go(page, '制证')
      await page.getByRole('button', { name: '继续办理' }).click()
      await pressReady(page, 'F8')
      await givePins(page)
      await dialog(page).waitFor({ state: 'detached' })
      await page.getByRole('button', { name: '取消' }).click()
      await dialog(page)
        .getByText(/取消本批尚未制证的 \d+ 件？/)
        .waitFor()
      await dialog(page).getByRole('button', { name: '取消其余' }).click()
      await page.getByText('本批结果').waitFor({ timeout: LONG })
      await desk.close()
      await inOffice(home, bench => {
        const [batch] = bench.read(s => s.batches.list(1))
        const approvedLeft = bench.read(s => s.applications.count({ states: ['approved'] }))
        expect(batch!.issued + approvedLeft).toBe(MANY)
        expect(['cancelled', 'done']).toContain(batch!.state)
      })
    },
    LONG,
  )

  it(
    'killed in the middle of a batch, the desk names it at the next start, leads there, and it ends without a number twice',
    async () => {
      const home = await desk.office(Array.from({ length: 30 }, () => ({ kind: 'tour-guide' as const })))
      const page = await desk.open(home)
      await chooseAll(page)
      await givePins(page)
      await page.getByText(/完成 [3-9] \/ 30|完成 [12]\d \/ 30/).waitFor({ timeout: LONG })
      await desk.kill()
      const again = await desk.start(home)
      await goOnFromDesk(again, /批量制证停在 \d+ \/ 30 件/, '继续')
      await again.getByRole('heading', { name: '制证批次 · 30 件' }).waitFor()
      await pressReady(again, 'F8')
      await givePins(again)
      await again.getByText('本批结果').waitFor({ timeout: LONG })
      await again.getByText('完成 30', { exact: true }).waitFor()
      await desk.close()
      await inOffice(home, bench => {
        const licences = good(bench.calls.register.search(CLERK, { limit: 100, kind: 'tour-guide' })).items
        expect(new Set(licences.map(l => l.number)).size).toBe(30)
      })
    },
    LONG,
  )
})
