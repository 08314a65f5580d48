import { openWindow } from '../../../tests/e2e/driver.ts'
import { quantile } from '../db/timing.ts'
import { resultShown, watchResult } from './in-page.ts'
import { ms, type Row } from './row.ts'
import { signIn } from '../../../tests/e2e/clerk.ts'

/** Parts of names that the synthetic register holds, from rare to common. */
const WORDS = ['星辰', '文化传媒', '旅行', '网络科技', '演艺'] as const
const ROUNDS = 4

/** The search as a clerk types it, from the last key to the frame that shows a row with the words. */
export async function measureSearch(home: string, say: (text: string) => void): Promise<readonly Row[]> {
  say('window: search')
  const { page, close } = await openWindow({ home })
  try {
    await signIn(page, 'clerk')
    await page.getByRole('link', { name: /证照库/ }).click()
    const box = page.getByRole('main').getByRole('textbox', { name: '查找' })
    await box.waitFor()
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      for (const word of WORDS) {
        await box.fill('')
        await page.waitForTimeout(300)
        await watchResult(page, '[role=row]', word)
        await box.pressSequentially(word, { delay: 60 })
        times.push(await resultShown(page))
      }
    }
    const [half, most] = [quantile(times, 0.5), quantile(times, 0.95)]
    return [
      {
        what: 'search in the register, last sign to the result on screen',
        figure: `median ${ms(half)}, 95 % ${ms(most)} (${times.length} searches)`,
        target: 'median < 100 ms',
        holds: half < 100,
      },
    ]
  } finally {
    await close()
  }
}
