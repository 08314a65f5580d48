import { at, goTo, type Scene, type Shot, type } from '../shot.ts'

const open =
  (key: string, under: string, also: (scene: Scene) => Promise<void> = async () => undefined) =>
  async (scene: Scene): Promise<void> => {
    await goTo(scene.page, `/${under}/${scene.found[key] ?? ''}`)
    await scene.page.locator('[data-field]').first().waitFor()
    await also(scene)
  }

/** Intake and approval of an office in the middle of its day. */
export const COUNTER: readonly Shot[] = [
  {
    name: 'desk',
    title: { zh: '工作台（受理员）', en: 'Desk of a clerk' },
    who: 'demo-clerk',
    everywhere: true,
    go: at('/desk'),
  },
  {
    name: 'intake',
    title: { zh: '受理：草稿、退回与已提交', en: 'Intake: drafts, returned, submitted' },
    who: 'demo-clerk',
    everywhere: true,
    go: at('/intake'),
  },
  {
    name: 'intake-new',
    title: { zh: '新申请：选证照和事项', en: 'A new application: document and event' },
    who: 'demo-clerk',
    go: at('/intake/new'),
  },
  {
    name: 'intake-company',
    title: { zh: '受理表：企业，已填好', en: 'Intake form of a company, filled in' },
    who: 'demo-clerk',
    everywhere: true,
    go: open('company', 'intake'),
  },
  {
    name: 'intake-person',
    title: { zh: '受理表：个人，有照片', en: 'Intake form of a person, with photo' },
    who: 'demo-clerk',
    everywhere: true,
    go: open('portrait', 'intake', async ({ page }) => {
      await page.locator('[data-field] img').first().scrollIntoViewIfNeeded()
    }),
  },
  {
    name: 'intake-faults',
    title: { zh: '受理表：有错的字段', en: 'Intake form with faults' },
    who: 'demo-clerk',
    everywhere: true,
    go: open('faulty', 'intake', async ({ page }) => {
      await type(page, 'holderName', '样例\u200b旅行社')
      await type(page, 'holderCode', '12345')
      await page.keyboard.press('Control+Enter')
      await page.locator('.fault').nth(2).waitFor()
    }),
  },
  {
    name: 'intake-long',
    title: { zh: '受理表：最长的名称和地址', en: 'Intake form with the longest name and address' },
    who: 'demo-clerk',
    go: open('long', 'intake'),
  },
  {
    name: 'intake-rare',
    title: { zh: '受理表：生僻字', en: 'Intake form with rare characters' },
    who: 'demo-clerk',
    go: open('rare', 'intake'),
  },
  {
    name: 'intake-returned',
    title: { zh: '受理表：被退回，原因在字段下', en: 'Intake form that came back, the reason at its field' },
    who: 'demo-clerk',
    go: open('returned', 'intake'),
  },
  {
    name: 'approval',
    title: { zh: '审批队列', en: 'Approval queue' },
    who: 'demo-approver',
    everywhere: true,
    go: at('/approval'),
  },
  {
    name: 'approval-differences',
    title: { zh: '审批：变更前后对照', en: 'Approval: what differs from the present licence' },
    who: 'demo-approver',
    everywhere: true,
    go: open('difference', 'approval'),
  },
  {
    name: 'approval-person',
    title: { zh: '审批：个人，有照片', en: 'Approval of a person, with photo' },
    who: 'demo-approver',
    go: open('person', 'approval', async ({ page }) => {
      await page.locator('main img').first().waitFor()
    }),
  },
  {
    name: 'approval-return',
    title: { zh: '退回补正：指到字段', en: 'Sending back: the reason at a field' },
    who: 'demo-approver',
    go: open('difference', 'approval', async ({ page }) => {
      await page.locator('tr[data-field="holderName"] button').click()
      await page.getByRole('dialog').locator('textarea, input').nth(1).fill('与营业执照上的名称不一致')
    }),
  },
  {
    name: 'desk-approver',
    title: { zh: '工作台（审批员）', en: 'Desk of an approver' },
    who: 'demo-approver',
    go: at('/desk'),
  },
]
