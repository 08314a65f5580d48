import fs, { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeOffice } from '../integration/signing/support/office.ts'
import { type DrivenWindow } from './driven-window.ts'
import { HOST, openWindow } from './driver.ts'
import { bytesAt, enter, goTo, issueOne, must } from './office.ts'

const home = mkdtempSync(path.join(tmpdir(), 'lw-e2e-verify-'))
let window: DrivenWindow
let page: Page
let licenceId: string
let copy: Buffer
const faults: string[] = []

beforeAll(async () => {
  window = await openWindow({ home })
  page = window.page
  page.on('pageerror', error => faults.push(String(error)))
  licenceId = await issueOne(page)
  const link = await must(page, 'register.copyOf', { licenceId })
  copy = await bytesAt(page, link.url)
}, 300_000)
afterAll(async () => {
  await window?.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
})

const verdictArea = () => page.getByRole('region', { name: '核验结果' })

/** Drops files and waits until the verdict on the first of them stands there. */
async function judge(...files: { name: string; buffer: Buffer; mimeType?: string }[]): Promise<string> {
  await goTo(page, '/verify')
  await page.getByRole('heading', { name: '核验', exact: true }).waitFor()
  const clear = page.getByRole('button', { name: '清空列表' })
  if ((await clear.count()) > 0) await clear.click()
  await page
    .locator('input[type=file]')
    .setInputFiles(files.map(file => ({ mimeType: 'application/pdf', ...file })))
  await page.getByText(`已核验 ${files.length} / ${files.length}`).waitFor()
  return verdictArea().innerText()
}

describe(`核验 on ${HOST}`, () => {
  it('says of a copy issued here that it is genuine and in force, and why', async () => {
    const said = await judge({ name: '证照.pdf', buffer: copy })
    for (const words of [
      '真实有效',
      '样例',
      '逐字节相同',
      '覆盖整个文件',
      '现状态 有效',
      '文化和旅游市场电子证照专用章',
      '由签名人自述',
    ])
      expect(said).toContain(words)
    await verdictArea().getByRole('button', { name: '查看文件' }).click()
    await page.locator('canvas').first().waitFor()
  })

  it('says of one with a changed byte that it was altered', async () => {
    const tampered = Buffer.from(copy)
    const at = tampered.indexOf('stream') + 40
    tampered[at] = (tampered[at] ?? 0) ^ 1
    const said = await judge({ name: 'tampered.pdf', buffer: tampered })
    expect(said).toContain('被改动过')
    expect(said).toContain('请勿采信')
  })

  it('says of a file of another issuer that it cannot be confirmed, with the reasons', async () => {
    const stranger = await makeOffice()
    const said = await judge({ name: 'foreign.pdf', buffer: Buffer.from(stranger.sign()) })
    expect(said).toContain('无法确认')
    expect(said).toContain('逐项说明')
  })

  it('gives every other file its reason, whatever it is and is called', async () => {
    const odd = [
      { name: '../../etc/passwd', buffer: Buffer.from('root:x') },
      { name: '<img src=x onerror=alert(1)>.pdf', buffer: Buffer.from('%PDF-1.7 broken') },
      { name: '牌照.ofd', buffer: Buffer.from('PK\u0003\u0004 OFD.xml') },
      { name: `${'很长的名字'.repeat(40)}.pdf`, buffer: Buffer.from('x') },
      { name: '\u202egpj.pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF') },
    ]
    const said = await judge(...odd)
    expect(said).toContain('无法核验这个文件')
    const grid = page.getByRole('grid')
    expect(await grid.getByText('无法核验这个文件').count()).toBe(odd.length)
    await grid.focus()
    for (let i = 0; i < odd.length; i++) {
      expect((await verdictArea().getByRole('listitem').allInnerTexts()).length).toBeGreaterThan(0)
      await page.keyboard.press('ArrowDown')
    }
    expect(await page.locator('img[src="x"]').count()).toBe(0)
  })

  it('writes a report and says where it lies', async () => {
    await judge({ name: '证照.pdf', buffer: copy }, { name: 'x.txt', buffer: Buffer.from('x') })
    await page.getByRole('button', { name: '写核验报告' }).click()
    const note = page.getByRole('status').filter({ hasText: '已写入核验报告，共 2 个文件' })
    const report = fs.readFileSync(await note.locator('.code').first().innerText(), 'utf8')
    expect(report).toContain('真实有效')
    expect(report).toContain('无法核验这个文件')
  })

  it('knows that a genuine copy is of a licence that was cancelled since', async () => {
    await enter(page, 'demo-approver')
    const change = { licenceId, event: 'cancel' as const, reason: '企业申请', decisionNumber: '样1号' }
    await must(page, 'register.changeStatus', change)
    const said = await judge({ name: '证照.pdf', buffer: copy })
    expect(said).toContain('证照真实，但已注销')
    expect(faults).toEqual([])
  })

  it('stays fluent with a long list', async () => {
    const many = Array.from({ length: 300 }, (_, i) => ({ name: `f${i}.pdf`, buffer: Buffer.from(`x${i}`) }))
    await judge(...many)
    expect(await page.getByRole('row').count()).toBeLessThan(80)
  })
})
