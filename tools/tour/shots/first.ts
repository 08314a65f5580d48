import { goTo, type Scene, type Shot } from '../shot.ts'

/** A first start: nothing there yet, then the guide of an office that has only its administrator. */
const PASSWORD = 'Shou-ye-2026-hao'

const stay = async (): Promise<void> => undefined

/** The administrator of a new office, signed in. */
async function makeOffice({ page, ask }: Scene): Promise<void> {
  const { stage } = await ask('session.state', {})
  if (stage === 'first-start') {
    await ask('setup.office', { login: 'wang', name: '王主任', password: PASSWORD })
    await page.reload()
    await page.locator('nav').first().waitFor()
  }
}

const inOffice =
  (route: string) =>
  async (scene: Scene): Promise<void> => {
    await makeOffice(scene)
    await goTo(scene.page, route)
  }

/** Another first field of the start's forms, by its place: their words differ by language. */
const startForm =
  (nth: number) =>
  async ({ page }: Scene): Promise<void> => {
    await page.reload()
    await page.locator('main button').nth(nth).click()
  }

export const FIRST: readonly Shot[] = [
  { name: 'start', title: { zh: '首次启动', en: 'First start' }, who: 'nobody', everywhere: true, go: stay },
  {
    name: 'start-office',
    title: { zh: '建立本机关', en: 'Making an office' },
    who: 'nobody',
    go: startForm(1),
  },
  {
    name: 'start-restore',
    title: { zh: '从备份恢复', en: 'Restoring a backup' },
    who: 'nobody',
    go: startForm(2),
  },
  {
    name: 'desk-set-up',
    title: { zh: '工作台：机关尚未设置完', en: 'Desk of an office that is not set up yet' },
    who: 'nobody',
    go: inOffice('/desk'),
  },
  ...(
    [
      ['admin', '管理员', 'the administrator'],
      ['secret', '恢复口令', 'the recovery secret'],
      ['office', '机关信息', 'the office'],
      ['roots', '受信根证书', 'trusted roots'],
      ['seals', '印章', 'seals'],
      ['people', '人员', 'people'],
      ['blocks', '号段', 'number blocks'],
      ['backups', '备份', 'backups'],
      ['done', '检查', 'what is missing'],
    ] as const
  ).map(([step, zh, en]): Shot => ({
    name: `setup-${step}`,
    title: { zh: `设置本机关：${zh}`, en: `Setting the office up: ${en}` },
    who: 'nobody',
    everywhere: step === 'office',
    go: inOffice(`/setup/${step}`),
  })),
  ...(
    [
      ['seals', '印章：还没有', 'Seals: none yet'],
      ['blocks', '号段：还没有', 'Number blocks: none yet'],
      ['backups', '备份：还没有', 'Backups: none yet'],
      ['office', '本机关：还没有填写', 'Office: not described yet'],
    ] as const
  ).map(([screen, zh, en]): Shot => ({
    name: `${screen}-empty`,
    title: { zh, en },
    who: 'nobody',
    go: inOffice(`/${screen}`),
  })),
  {
    name: 'sign-in-office',
    title: { zh: '登录（真实机关）', en: 'Sign-in of a real office' },
    who: 'nobody',
    go: async ({ page, ask }) => {
      await ask('session.signOut', {})
      await page.reload()
      await page.locator('input[type=password]').first().waitFor()
    },
  },
]
