import { at, goTo, type Shot } from '../shot.ts'

const shot = (
  name: string,
  zh: string,
  en: string,
  who: Shot['who'] = 'demo-clerk',
  go = at(`/${name.replace(/-empty$/, '')}`),
): Shot => ({ name, title: { zh, en }, who, go })

/** A demonstration office in which nothing has been done. */
export const EMPTY: readonly Shot[] = [
  {
    ...shot('sign-in', '登录（演示机关）', 'Sign-in, demonstration office', 'nobody', async ({ page }) => {
      await page.locator('input[type=password]').first().waitFor()
    }),
    everywhere: true,
  },
  {
    ...shot('sign-in-refused', '登录被拒', 'Sign-in refused', 'nobody', async ({ page }) => {
      await page.locator('input').first().fill('demo-clerk')
      await page.locator('input[type=password]').first().fill('wrong')
      await page.keyboard.press('Control+Enter')
      await page.getByRole('alert').first().waitFor()
    }),
  },
  shot('desk-empty', '工作台：没有待办', 'Desk: nothing waits'),
  shot('intake-empty', '受理：没有申请', 'Intake: no application'),
  shot('issuing-empty', '制证：没有待制', 'Issuing: nothing waits'),
  shot('register-empty', '证照库：还没有证照', 'Register: no licence yet'),
  shot('imports-empty', '批量导入：还没有', 'Imports: none yet'),
  shot('import-new', '新的导入', 'A new import', 'demo-clerk', at('/imports/new')),
  shot('verify-empty', '核验：还没有文件', 'Verification: no file yet'),
  shot('outbox-empty', '上报队列：空', 'Outbox: empty'),
  shot('approval-empty', '审批：没有待审批', 'Approval: nothing waits', 'demo-approver'),
  shot('not-allowed', '没有权限', 'Not allowed', 'demo-auditor', async ({ page }) => goTo(page, '/users')),
  shot('missing', '没有这个页面', 'No such page', 'demo-clerk', async ({ page }) => goTo(page, '/nowhere')),
]
