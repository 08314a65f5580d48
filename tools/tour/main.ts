/**
 * `npm run tour`: a picture of every screen, empty and full, in each look and size, out of the built page over the real core
 * with a demonstration office. Ends with an error when axe finds something serious on one of them.
 */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Browser, type Page } from 'playwright-core'
import { violations } from '../../tests/e2e/axe.ts'
import { buildPage } from '../../tests/e2e/built-page.ts'
import { openLive } from '../../tests/e2e/live.ts'
import { openBrowser } from '../../tests/e2e/page.ts'
import { SHOTS, signInAs, type Shot } from './shots.ts'

const LOOKS = [
  { name: 'light', theme: 'light', width: 1366, height: 768, language: 'zh-CN' },
  { name: 'dark', theme: 'dark', width: 1366, height: 768, language: 'zh-CN' },
  { name: 'contrast', theme: 'contrast', width: 1366, height: 768, language: 'zh-CN' },
  { name: 'english', theme: 'light', width: 1366, height: 768, language: 'en' },
  { name: '4k', theme: 'light', width: 3840, height: 2160, language: 'zh-CN' },
] as const

type Look = (typeof LOOKS)[number]

const OUT = path.resolve('docs/tour')

/** A home with a demonstration office; `full` has licences of every kind. */
function makeHome(full: boolean): string {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'lw-tour-'))
  const env = { ...process.env, LW_DATA: path.join(home, 'demo'), LW_DEMO_OUT: path.join(home, 'out') }
  if (full)
    execFileSync(process.execPath, ['tools/demo.mjs'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  return home
}

async function wear(page: Page, look: Look): Promise<void> {
  const kept = JSON.stringify({ theme: look.theme, language: look.language, motion: 'off', zoom: 100 })
  await page.evaluate(`localStorage.setItem('appearance', ${JSON.stringify(kept)})`)
  await page.reload()
}

const serious = (found: readonly string[]): readonly string[] =>
  found.filter(one => /^(serious|critical)/.test(one))

async function take(page: Page, shot: Shot, look: Look): Promise<readonly string[]> {
  await shot.go(page, look.language)
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(400) // skeletons come after 300 ms, and give way
  const folder = path.join(OUT, look.name)
  fs.mkdirSync(folder, { recursive: true })
  // Large pictures of the largest screen are for looking at, not for reading closely.
  const large = look.width > 2000
  await page.screenshot({
    path: path.join(folder, `${shot.name}.${large ? 'jpg' : 'png'}`),
    ...(large ? { type: 'jpeg', quality: 70 } : {}),
  })
  return serious(await violations(page)).map(one => `${look.name}/${shot.name}: ${one}`)
}

async function tour(browser: Browser, root: string, look: Look, home: string, shots: readonly Shot[]) {
  const faults: string[] = []
  const live = await openLive(browser, root, { home, width: look.width, height: look.height })
  try {
    await wear(live.page, look)
    for (const shot of shots) {
      try {
        await signInAs(live, shot.who)
        faults.push(...(await take(live.page, shot, look)))
      } catch (error) {
        faults.push(`${look.name}/${shot.name}: ${String(error).split('\n').slice(0, 4).join(' ')}`)
      }
    }
    faults.push(...live.faults.map(fault => `${look.name}: ${fault}`))
  } finally {
    await live.close()
  }
  return faults
}

async function main(): Promise<void> {
  const only = process.argv[2]
  const root = buildPage('tour-page')
  const browser = await openBrowser()
  const faults: string[] = []
  try {
    for (const full of [false, true]) {
      const home = makeHome(full)
      for (const look of LOOKS) {
        if (only !== undefined && look.name !== only) continue
        console.log(`${full ? 'full' : 'empty'} · ${look.name}`)
        faults.push(
          ...(await tour(
            browser,
            root,
            look,
            home,
            SHOTS.filter(shot => shot.full === full),
          )),
        )
      }
      fs.rmSync(home, { recursive: true, force: true })
    }
  } finally {
    await browser.close()
  }
  for (const fault of faults) console.error(`✗ ${fault}`)
  console.log(`${faults.length} faults`)
  process.exitCode = faults.length === 0 ? 0 : 1
}

await main()
