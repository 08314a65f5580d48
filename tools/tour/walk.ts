import fs from 'node:fs'
import path from 'node:path'
import { type Browser, type Page } from 'playwright-core'
import { violations } from '../../tests/e2e/axe.ts'
import { openLive, type LivePage } from '../../tests/e2e/live.ts'
import { asker, signIn, type Found, type Stage } from './calls.ts'
import { type Look } from './looks.ts'
import { fileOf, isKept } from './page.ts'
import { type Picturing } from './pictures.ts'
import { DRAWN, OUT } from './places.ts'
import { type Scene, type Shot, type Who } from './shot.ts'
import { SHOTS } from './shots/index.ts'

interface Walk {
  readonly browser: Browser
  readonly root: string
  readonly picturing: Picturing
  readonly look: Look
  readonly stage: Stage
  readonly home: string
  readonly found: Found
}

async function wear(page: Page, look: Look): Promise<void> {
  const { theme, language, zoom } = look
  const kept = JSON.stringify({ theme, language, zoom, motion: 'off' })
  await page.evaluate(`localStorage.setItem('appearance', ${JSON.stringify(kept)})`)
  await page.reload()
}

/** Whoever is to sit there, past the sign-in screen: that has pictures of its own. */
async function seat(scene: Scene, who: Who): Promise<void> {
  if (who === 'nobody') return
  await signIn(scene.ask, who)
  await scene.page.reload()
  await scene.page.locator('nav').first().waitFor()
}

/** Nothing is loading, nothing is being drawn, and no message of an act before lies over it. */
async function settle(page: Page): Promise<void> {
  await page.mouse.move(0, 0)
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(400) // skeletons come after 300 ms, and give way
  await page.locator('.ui-skeleton, main [aria-busy=true]').first().waitFor({ state: 'detached' })
}

const serious = (found: readonly string[]): readonly string[] =>
  found.filter(one => /^(serious|critical)/.test(one)).map(one => one.slice(0, 600))

/** Large pictures of the largest screen are for looking at, not for reading closely. */
const qualityOf = (look: Look): number => (look.width > 2000 ? 0.6 : 0.8)

async function take(scene: Scene, shot: Shot, picturing: Picturing): Promise<readonly string[]> {
  const { page, look } = scene
  await shot.go(scene)
  await settle(page)
  const png = await page.screenshot({ type: 'png' })
  const drawn = path.join(DRAWN, look.name, `${shot.name}.png`)
  fs.mkdirSync(path.dirname(drawn), { recursive: true })
  fs.writeFileSync(drawn, png)
  if (isKept(shot, look.name)) {
    const file = path.join(OUT, fileOf(shot, look.name))
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, await picturing.toWebp(png, qualityOf(look)))
  }
  const across = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')
  return [...serious(await violations(page)), ...(across ? ['wider than the window'] : [])]
}

/** What the page said on its console since the last asking. */
function listener(live: LivePage): () => readonly string[] {
  let heard = 0
  return () => live.faults.slice(heard, (heard = live.faults.length))
}

/** Takes the pictures of one office in one look. @returns what is wrong */
export async function walk({
  browser,
  root,
  picturing,
  look,
  stage,
  home,
  found,
}: Walk): Promise<readonly string[]> {
  const { width, height } = look
  const live = await openLive(browser, root, { home, width, height })
  live.page.setDefaultTimeout(30_000)
  const scene: Scene = { page: live.page, look, found, ask: asker(live.core) }
  const faults: string[] = []
  const said = listener(live)
  let there: Who = 'nobody'
  try {
    await wear(live.page, look)
    for (const shot of SHOTS[stage]) {
      try {
        if (shot.who !== there) await seat(scene, (there = shot.who))
        const wrong = [...(await take(scene, shot, picturing)), ...said()]
        faults.push(...wrong.map(one => `${look.name}/${shot.name}: ${one}`))
      } catch (error) {
        faults.push(`${look.name}/${shot.name}: ${String(error).split('\n').slice(0, 6).join(' ')}`)
        await live.page.screenshot({ path: path.join(DRAWN, look.name, `${shot.name}-not-reached.png`) })
      }
    }
  } finally {
    await live.close()
  }
  return faults
}
