import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openWindowCore } from '../../electron/app/window/open-core.ts'
import { makeDemo } from '../../electron/app/sessions.ts'
import { RESOURCES } from '../../tests/integration/issuing/support.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'
import { asker, type Found, type Stage } from './calls.ts'
import { fillOffice } from './fill-office.ts'

/** The same place for every look, so that a path in a picture is the same too. */
const PLACE = path.join(os.tmpdir(), 'licence-workstation')

async function demoHome(home: string, fill: boolean): Promise<Found> {
  const made = await makeDemo({ dataDir: path.join(home, 'demo'), resources: RESOURCES, keyType: 'p256' })
  mustBeOk(made, 'demonstration office').close()
  if (!fill) return {}
  const services = { secrets: null, printers: null }
  const core = await openWindowCore({ home, resources: RESOURCES, services, onEvent: () => undefined })
  try {
    return await fillOffice(asker(core))
  } finally {
    await core.close()
  }
}

export interface Homes {
  /** The home of that stage as new, whatever was done in it before. */
  fresh(stage: Stage): { readonly home: string; readonly found: Found }
  remove(): void
}

/** One home for each stage, made once and copied for each look. */
export async function makeHomes(): Promise<Homes> {
  const store = fs.mkdtempSync(path.join(os.tmpdir(), 'lw-tour-'))
  const found: Record<Stage, Found> = { first: {}, empty: {}, full: {} }
  for (const stage of ['first', 'empty', 'full'] as const) {
    fs.rmSync(PLACE, { recursive: true, force: true })
    fs.mkdirSync(PLACE)
    if (stage !== 'first') found[stage] = await demoHome(PLACE, stage === 'full')
    fs.cpSync(PLACE, path.join(store, stage), { recursive: true })
  }
  return {
    fresh(stage) {
      fs.rmSync(PLACE, { recursive: true, force: true })
      fs.cpSync(path.join(store, stage), PLACE, { recursive: true })
      return { home: PLACE, found: found[stage] }
    },
    remove() {
      for (const folder of [PLACE, store])
        fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    },
  }
}
