import { openWindow } from '../../../tests/e2e/driver.ts'
import { type WindowOptions } from '../../../tests/e2e/driven-window.ts'
import { quantile } from '../db/timing.ts'
import { paintedAt } from './in-page.ts'
import { ms, type Row } from './row.ts'

/** From the start of the process to the last large paint: the page stands there and can be clicked. */
async function once(options: WindowOptions): Promise<number> {
  const opened = await openWindow(options)
  try {
    await opened.page.getByRole('button', { name: '登录' }).first().waitFor()
    return (await paintedAt(opened.page)) - opened.startedAt
  } finally {
    await opened.close()
  }
}

/** Ours and a bare page on the same host, in turns. */
export async function measureStart(
  home: string,
  bare: string,
  rounds: number,
  say: (text: string) => void,
): Promise<readonly Row[]> {
  const ours: number[] = []
  const peer: number[] = []
  for (let round = 0; round < rounds; round++) {
    say(`window: start, round ${round + 1} of ${rounds}`)
    peer.push(await once({ home, renderer: bare }))
    ours.push(await once({ home }))
  }
  const [a, b] = [quantile(ours, 0.5), quantile(peer, 0.5)]
  return [
    {
      what: 'process start to clickable, against a bare page on the same host',
      figure: `${ms(a)} / ${ms(b)} = ${(a / b).toFixed(2)} ×`,
      target: '≤ 2 ×',
      holds: a <= 2 * b,
    },
  ]
}
