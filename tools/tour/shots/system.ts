import { at, goTo, type Scene, type Shot } from '../shot.ts'

const screen = (name: string, zh: string, en: string, more: Partial<Shot> = {}): Shot => ({
  name,
  title: { zh, en },
  who: 'demo-admin',
  go: at(`/${name}`),
  ...more,
})

/** The first row in front, so that its detail is seen. */
const firstRow =
  (route: string) =>
  async ({ page }: Scene): Promise<void> => {
    await goTo(page, route)
    await page.getByRole('grid').first().getByRole('row').nth(1).click()
  }

/** Office, people and what is kept of them; and what the window itself has. */
export const SYSTEM: readonly Shot[] = [
  screen('office', '本机关', 'Office', { everywhere: true }),
  screen('seals', '印章与用印', 'Seals and their use', { go: firstRow('/seals') }),
  screen('blocks', '号段', 'Number blocks', { go: firstRow('/blocks') }),
  screen('store-pairing', '与国家库配对', 'Pairing with the national store', {
    go: async ({ page }) => {
      await goTo(page, '/outbox')
      await page.locator('main section.store .acts button').first().click()
      await page.locator('dialog[open] input').first().waitFor()
    },
  }),
  screen('users', '用户与权限', 'People and roles', { go: firstRow('/users') }),
  screen('backups', '备份与恢复演练', 'Backups and restore drill'),
  screen('backup-drill', '恢复演练的结果', 'What a restore drill found', {
    go: async ({ page }) => {
      await goTo(page, '/backups')
      await page.locator('main .all .line button').last().click()
      await page.locator('main .drill').first().waitFor()
    },
  }),
  screen('journal', '日志', 'Journal', {
    who: 'demo-auditor',
    everywhere: true,
    go: firstRow('/journal'),
  }),
  screen('settings', '设置', 'Settings', { who: 'demo-clerk', everywhere: true }),
  screen('locked', '已锁定', 'Locked', {
    who: 'demo-clerk',
    go: async ({ page, ask }) => {
      await ask('session.lock', {})
      await page.reload()
      await page.getByRole('dialog').waitFor()
    },
  }),
]
