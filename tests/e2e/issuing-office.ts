import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Page } from 'playwright-core'
import { makeDemo } from '../../electron/app/sessions.ts'
import { systemClock } from '../../electron/platform/clock.ts'
import {
  approved,
  good,
  openBench,
  RESOURCES,
  type Bench,
  type Wanted,
} from '../integration/issuing/support.ts'
import { openWindow } from './driver.ts'
import { type DrivenWindow } from './driven-window.ts'

/** A home with a demonstration office in which so many applications are approved and wait; P-256 seals, so that it is quick. */
export async function officeWith(wanted: readonly Wanted[]): Promise<string> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'lw-e2e-issuing-'))
  const dataDir = path.join(home, 'demo')
  good(await makeDemo({ dataDir, resources: RESOURCES, keyType: 'p256' })).close()
  await inOffice(home, bench => wanted.map(one => approved(bench, one)))
  return home
}

/** Does something with the office's own calls while no window is open. */
export async function inOffice<T>(home: string, work: (bench: Bench) => T | Promise<T>): Promise<T> {
  const clock = systemClock as unknown as Bench['clock']
  const bench = await openBench(path.join(home, 'demo'), { clock })
  try {
    return await work(bench)
  } finally {
    bench.workstation.close()
  }
}

/** Opens the program on that home, signed in as the clerk, at the desk. */
export async function openIssuing(home: string): Promise<DrivenWindow> {
  const driven = await openWindow({ home })
  await driven.page.setViewportSize({ width: 1366, height: 768 })
  await signInAs(driven.page, '样例受理员')
  return driven
}

async function signInAs(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click()
  await page.getByRole('button', { name: /登录/ }).click()
  await page.getByRole('navigation').first().waitFor()
}

/** To one of the areas on the left. */
export const go = (page: Page, area: string): Promise<void> =>
  page.getByRole('navigation').getByRole('link', { name: area }).first().click()
