import { type Page } from 'playwright-core'
import { type LivePage } from '../../tests/e2e/live.ts'
import { WINDOW_ORIGIN } from '../../electron/ipc/gate.ts'

export type Who = 'nobody' | 'demo-clerk' | 'demo-approver' | 'demo-admin' | 'demo-auditor'

/** One picture: who sits there, how one comes to it, and whether the office has licences yet. */
export interface Shot {
  readonly name: string
  readonly who: Who
  readonly full: boolean
  readonly go: (page: Page, language: 'zh-CN' | 'en') => Promise<void>
}

const at = new WeakMap<LivePage, Who>()

async function ask(live: LivePage, channel: string, input: object): Promise<{ value?: unknown }> {
  const answer = await live.core.call(JSON.stringify({ channel, input }), {
    origin: WINDOW_ORIGIN,
    mainFrame: true,
  })
  return JSON.parse(answer) as { value?: unknown }
}

/** Changes who sits at the window, past the sign-in screen: that has pictures of its own. */
export async function signInAs(live: LivePage, who: Who): Promise<void> {
  if (at.get(live) === who) return
  await ask(live, 'session.signOut', {})
  const { value } = await ask(live, 'session.state', {})
  const people = (value as { demoPeople: readonly { login: string; password: string }[] }).demoPeople
  const person = people.find(one => one.login === who)
  if (person) await ask(live, 'session.signIn', { login: person.login, password: person.password })
  at.set(live, who)
  await live.page.reload()
  if (who !== 'nobody') await live.page.locator('nav').first().waitFor()
}

const open =
  (path: string) =>
  async (page: Page): Promise<void> => {
    await page.locator(`nav a[href="${path}"]`).first().click()
    await page.waitForURL(`**${path}`)
  }

const stay = async (): Promise<void> => undefined

const listed = (who: Who, full: boolean, paths: readonly string[]): readonly Shot[] =>
  paths.map(path => ({
    name: `${path.slice(1)}${full ? '' : '-empty'}`,
    who,
    full,
    go: open(path),
  }))

const CLERK = [
  '/desk',
  '/intake',
  '/issuing',
  '/register',
  '/imports',
  '/verify',
  '/outbox',
  '/printers',
  '/settings',
]
const APPROVER = ['/approval']
const ADMIN = ['/office', '/seals', '/blocks', '/users', '/backups']
const AUDITOR = ['/journal']

/** A name of sixty signs with rare ones among them, and a person's with a middle dot. */
const LONG_NAME = `${'样例𬭎㛃䶮𫍯长名称文化传媒娱乐'.repeat(4)}有限公司`

async function newForm(page: Page): Promise<void> {
  await open('/intake')(page)
  await page.keyboard.press('F2')
  await page.getByRole('radio').first().waitFor()
}

async function longForm(page: Page): Promise<void> {
  await newForm(page)
  await page.getByRole('radio').first().click()
  await page.keyboard.press('Control+Enter')
  const name = page.locator('[data-field="holderName"] input, [data-field="holderName"] textarea').first()
  await name.fill(LONG_NAME)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await page.waitForTimeout(600)
}

async function firstLicence(page: Page): Promise<void> {
  await open('/register')(page)
  await page.locator('[role=row]').nth(1).dblclick()
  await page.waitForURL('**/register/*')
}

/** The written list of pictures. */
export const SHOTS: readonly Shot[] = [
  { name: 'start', who: 'nobody', full: false, go: stay },
  {
    name: 'sign-in',
    who: 'nobody',
    full: false,
    go: async page => {
      const start = page.getByRole('button', { name: /试用演示机关|demonstration/i })
      if ((await start.count()) > 0) await start.first().click()
      await page.locator('input[type=password]').first().waitFor({ timeout: 60_000 })
    },
  },
  ...listed('demo-clerk', false, CLERK),
  ...listed('demo-approver', false, APPROVER),
  ...listed('demo-admin', false, ADMIN),
  ...listed('demo-auditor', false, AUDITOR),
  ...listed('demo-clerk', true, CLERK),
  { name: 'intake-new', who: 'demo-clerk', full: true, go: newForm },
  { name: 'intake-long-name', who: 'demo-clerk', full: true, go: longForm },
  { name: 'licence', who: 'demo-clerk', full: true, go: firstLicence },
  ...listed('demo-approver', true, APPROVER),
  ...listed('demo-admin', true, ADMIN),
  ...listed('demo-auditor', true, AUDITOR),
]
