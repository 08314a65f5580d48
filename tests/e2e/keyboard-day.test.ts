import fs, { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEMO_PEOPLE, DEMO_PIN } from '../../electron/app/demo/demo-people.ts'
import { EXAMPLES } from '../../shared/domain/kinds/examples.ts'
import { drawnText } from '../integration/rendering/tools.ts'
import { startCups, type TestCups } from '../printing/cups.ts'
import { typistAt, type Typist } from './by-keyboard.ts'
import { kindOf, PEOPLE, typeFocused } from './clerk.ts'
import { type DrivenWindow } from './driven-window.ts'
import { HOST, openWindow } from './driver.ts'
import { LONG } from './issuing-desk.ts'

/** A whole day at the counter by somebody who has no mouse. */
const home = mkdtempSync(path.join(tmpdir(), 'lw-e2e-keyboard-'))
const saved = path.join(home, 'saved')
const GUIDE = kindOf('tour-guide')
const values = EXAMPLES['tour-guide'][0]!.values
const holder = String(values['holderName'])
let cups: TestCups
let window: DrivenWindow
let hands: Typist
let number = ''

beforeAll(async () => {
  cups = await startCups()
  cups.addPrinter('laser')
  cups.setDefault('laser')
  window = await openWindow({ home, downloads: saved })
  await window.page.setViewportSize({ width: 1366, height: 768 })
  hands = await typistAt(window.page)
}, LONG)
afterAll(async () => {
  await window?.close()
  await cups?.stop()
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
})

/** At the sign-in screen, Enter on a person of the demonstration fills in and leads to the button. */
async function signIn(who: keyof typeof PEOPLE): Promise<void> {
  await hands.choose('button', PEOPLE[who])
  await hands.reach('button', '登录')
  await hands.press('Enter')
  await hands.seesHeading('工作台')
}
const signOut = () => hands.choose('button', '退出登录')

/** From the desk to the empty form. */
async function begin(): Promise<void> {
  await hands.press('F2')
  await hands.reach('radio', '新办')
  await hands.press('Enter', 'Space')
  for (let i = 0; i < 9 && !(await hands.at()).includes(GUIDE.name.zh); i++) await hands.press('ArrowDown')
  await hands.press('Enter', 'Enter')
  await hands.seesHeading(`${GUIDE.name.zh} · 新办`)
}

/** No key acts while the input method composes. */
async function composeName(): Promise<void> {
  expect(await hands.field()).toBe('holderName')
  await hands.compose('chenyang')
  await hands.press('Enter', 'Control+Enter', 'Escape', 'F2', 'F4')
  expect(await hands.field()).toBe('holderName')
  expect(await hands.seesNot(/已提交审批|请填写/)).toBe(true) // had it been submitted, it would say what is missing
  await hands.write(holder)
  await hands.press('Enter')
}

async function fillIn(): Promise<void> {
  const done = new Set<string>()
  let stops = 0
  for (let id = await hands.field(); id !== null; id = await hands.field()) {
    // Enter leads through the form and out of it.
    expect([id, ++stops < 3 * GUIDE.fields.length]).toEqual([id, true])
    const field = GUIDE.fields.find(one => one.id === id)!
    if (id === 'holderName') await composeName()
    else await typeFocused(hands, GUIDE, field, done.has(id) ? null : (values[id] ?? null))
    done.add(id)
  }
  for (const _ of GUIDE.materials.filter(one => one.events.includes('new')))
    await hands.press('Space', 'Enter')
  await hands.pick('选择照片', path.resolve('resources/demo/photos/p1.jpg'))
  await hands.choose('button', '采用照片')
  await hands.reach('button', '换一张照片')
  await hands.sees(/^已保存 \d\d:\d\d:\d\d$/)
}

it(
  `takes an application in on ${HOST}, and no key of the input method submits it`,
  async () => {
    await hands.choose('button', '试用演示机关')
    await signIn('clerk')
    await begin()
    await fillIn()
    await hands.press('Control+Enter')
    await hands.sees(/已提交审批/)
    await signOut()
  },
  LONG,
)

it(
  'approves, issues, prints, says that it came out well, and hands over',
  async () => {
    await signIn('approver')
    await hands.ready('F4')
    await hands.press('F4')
    await hands.seesHeading(`${GUIDE.name.zh} · 新办`)
    await hands.ready('F8')
    await hands.press('F8')
    await hands.sees(/已同意，待制证/)
    await signOut()
    await signIn('clerk')
    await hands.choose('link', /^制证/)
    await hands.reach('grid')
    await hands.sees(holder)
    await hands.press('Control+a', 'F8')
    await hands.reach('textbox', '专用章')
    await hands.write(DEMO_PIN)
    await hands.press('Control+Enter')
    await hands.sees('本批结果')
    await hands.ready('F4')
    await hands.press('F4')
    await hands.sees('纸电一致')
    number = (await hands.title()).replace('打印与发放 · ', '')
    await hands.ready('F9')
    await hands.press('F9')
    await hands.reach('radio', 'laser')
    await hands.press('Control+Enter')
    await hands.seesHeading('纸质证出来得好吗？')
    expect(drawnText(await cups.printed('laser'))).toMatch(new RegExp(`${holder}.*${number}`, 's'))
    await hands.press('Control+Enter')
    await hands.reach('textbox', '领证人姓名')
    await hands.write('王样例')
    await hands.press('Control+Enter')
    await hands.sees('领证人 王样例')
  },
  LONG,
)

it(
  'finds the licence in the register and saves its electronic copy',
  async () => {
    await hands.press('Control+K')
    await hands.write([...holder].slice(0, 2).join(''))
    await hands.press('Enter')
    await hands.reach('grid')
    await hands.press('Enter')
    await hands.seesHeading('全过程')
    await hands.choose('button', '查看电子证照')
    await hands.choose('link', '另存')
    await expect
      .poll(() => fs.existsSync(saved) && fs.readdirSync(saved).join(), { timeout: 30_000 })
      .toMatch(/\.pdf$/)
    await signOut()
  },
  LONG,
)

it(
  'changes its status by decision, and a verified file tells of it',
  async () => {
    const copy = path.join(saved, fs.readdirSync(saved)[0]!)
    await signIn('approver')
    await hands.press('Control+K')
    await hands.write(number)
    await hands.press('Enter')
    await hands.seesHeading('全过程')
    await hands.choose('button', '暂扣')
    await hands.reach('textbox', '决定书文号')
    await hands.write('样文旅决〔2026〕7号')
    await hands.press('Enter')
    await hands.reach('textbox', '事由')
    await hands.write('依法暂扣')
    await hands.press('Control+Enter')
    await hands.sees(`已暂扣：${number}`)
    await hands.choose('link', /^核验/)
    await hands.pick('选择或拖入文件', copy)
    await hands.sees('已核验 1 / 1')
    await hands.sees(/证照真实，但.*暂扣/)
  },
  LONG,
)

it(
  'looks at the outbox and the journal',
  async () => {
    await hands.choose('link', /^同步/)
    await hands.sees(/待上报 \d+ 条/)
    await signOut()
    await signIn('administrator')
    await hands.choose('link', /^系统/)
    await hands.choose('link', '日志')
    await hands.reach('grid')
    await hands.sees('暂扣')
  },
  LONG,
)

it(
  'changes the theme, locks, unlocks and leaves, and no pointer was used all day',
  async () => {
    await hands.choose('link', /^设置$/)
    await hands.reach('radio', '跟随系统')
    await hands.press('ArrowDown', 'ArrowDown')
    expect(await hands.at()).toContain('深色')
    expect(await window.page.evaluate('document.documentElement.dataset.theme')).toBe('dark')
    await hands.choose('button', /^锁定$/)
    await hands.seesHeading('已锁定')
    await hands.reach('textbox', '密码')
    await hands.write(DEMO_PEOPLE.find(one => one.name === PEOPLE.administrator)!.password)
    await hands.press('Control+Enter')
    await hands.seesNoMore('dialog')
    await signOut()
    await hands.reach('button', PEOPLE.clerk)
    expect(await hands.pointed()).toBe(0)
  },
  LONG,
)
