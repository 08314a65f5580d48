/**
 * `npm run tour [-- LOOK…]`: a picture of every screen, empty, full and with errors, in each look and size, out of the built page
 * over the real core. Ends with an error when a screen cannot be reached, says something on the console, or when axe finds
 * something serious on it. What was drawn lies in docs/tour, and as PNG, of every screen in every look, in .cache/tour.
 */
import fs from 'node:fs'
import path from 'node:path'
import { openBrowser } from '../../tests/e2e/page.ts'
import { buildPage } from '../../tests/e2e/built-page.ts'
import { startCups } from '../../tests/printing/cups.ts'
import { type Stage } from './calls.ts'
import { makeHomes } from './homes.ts'
import { LOOKS, type Look } from './looks.ts'
import { OUT } from './places.ts'
import { tourPage } from './page.ts'
import { openPicturing } from './pictures.ts'
import { walk } from './walk.ts'

const STAGES: readonly Stage[] = ['first', 'empty', 'full']

/** Every screen in these looks. @returns what is wrong */
async function lookAll(root: string, looks: readonly Look[]): Promise<readonly string[]> {
  const homes = await makeHomes()
  const browser = await openBrowser()
  const picturing = await openPicturing(browser)
  const faults: string[] = []
  try {
    for (const look of looks)
      for (const stage of STAGES) {
        console.log(`${look.name} · ${stage}`)
        faults.push(...(await walk({ browser, root, picturing, look, stage, ...homes.fresh(stage) })))
      }
  } finally {
    await browser.close()
    homes.remove()
  }
  return faults
}

async function main(chosen: readonly string[]): Promise<readonly string[]> {
  const unknown = chosen.filter(name => !LOOKS.some(look => look.name === name))
  if (unknown.length > 0)
    return [`no such look: ${unknown.join(', ')}; there are ${LOOKS.map(l => l.name).join(', ')}`]
  const root = buildPage('tour-page')
  for (const { name } of LOOKS) fs.mkdirSync(path.join(OUT, name), { recursive: true })
  const cups = await startCups()
  const faults: string[] = []
  try {
    cups.addPrinter('laser', '大厅打印机')
    cups.addPrinter('cards', '卡片打印机')
    cups.setDefault('laser')
    const looks = LOOKS.filter(({ name }) => chosen.length === 0 || chosen.includes(name))
    faults.push(...(await lookAll(root, looks)))
  } finally {
    await cups.stop()
  }
  fs.writeFileSync(path.join(OUT, 'README.md'), tourPage('en'))
  fs.writeFileSync(path.join(OUT, 'README.zh-CN.md'), tourPage('zh'))
  return faults
}

const faults = await main(process.argv.slice(2))
for (const fault of faults) console.error(`✗ ${fault}`)
console.log(`${faults.length} faults`)
process.exitCode = faults.length === 0 ? 0 : 1
