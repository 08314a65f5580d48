import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openWorkstationDatabase } from '../../electron/db/index.ts'
import { fakeClock } from '../fakes/clock.ts'
import { pairScene, sceneStore, type Refit, type Scene } from './schedule.ts'

const KEY = new Uint8Array(32).fill(9)

/** A paired workstation on a real database, and a store whose faults the schedule chooses. */
export async function openScene(
  refit: Refit = ports => ports,
): Promise<{ readonly scene: Scene; readonly end: () => void }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lw-sync-'))
  const open = () => openWorkstationDatabase({ file: path.join(folder, 'workstation.db'), key: KEY })
  const scene: Scene = {
    store: sceneStore(),
    clock: fakeClock(),
    db: await open(),
    async reopen() {
      scene.db.close()
      scene.db = await open()
    },
    refit,
  }
  pairScene(scene)
  return {
    scene,
    end() {
      scene.db.close()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}
