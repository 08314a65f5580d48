import path from 'node:path'
import {
  type BackupLine,
  type BackupsView,
  type backupsContract,
} from '../../../../shared/contract/backups.ts'
import { ok, type Result } from '../../../../shared/kernel/result.ts'
import { type PermissionDenied } from '../../gate.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { type BackupLine as FoundBackup } from '../../../usecases/administration/backup-places.ts'
import { type BackupsSeen } from '../../../usecases/administration/backup-place.ts'
import { asResult, type Caller, type Scene } from '../scene.ts'
import { atMostEvery } from '../seldom.ts'

const lineOf = ({ name, folder, manifest }: FoundBackup): BackupLine => ({
  name,
  folder,
  facts: manifest && {
    madeAt: manifest.madeAt,
    licences: manifest.counts.licences,
    files: manifest.files.count,
    bytes: manifest.files.bytes,
  },
})

const viewOf = (seen: BackupsSeen): BackupsView => ({ ...seen, backups: seen.backups.map(lineOf) })

/** 备份与恢复演练 */
export const backupsHandlers = (scene: Scene): HandlersOf<typeof backupsContract, Caller> => {
  const usual = path.join(scene.home, 'backups')
  const see = ({ actor, calls }: Caller): Result<BackupsSeen, PermissionDenied> =>
    asResult(calls.backups.view(actor, { usual }))
  const progress = (work: string): ((done: number) => void) =>
    atMostEvery(200, (done: number) =>
      scene.emit({ name: 'work.progress', detail: { work, done, total: null } }),
    )
  return {
    'backups.view': caller => {
      const seen = see(caller)
      return seen.ok ? ok(viewOf(seen.value)) : seen
    },
    'backups.setPlace': ({ actor, calls, workstation }, input) => {
      const seen = calls.backups.setPlace(actor, { place: input.place, dataDir: workstation.dataDir })
      return seen.ok ? ok(viewOf(seen.value)) : seen
    },
    'backups.make': async caller => {
      const seen = see(caller)
      if (!seen.ok) return seen
      const made = await caller.calls.backups.make(caller.actor, {
        place: seen.value.place,
        onProgress: progress('backup'),
      })
      if (made.ok) scene.emit({ name: 'administration.changed', detail: { what: 'backups' } })
      return made
    },
    'backups.drill': async (caller, input) => {
      const seen = see(caller)
      if (!seen.ok) return seen
      // By its name in the list: a path from the page is never opened.
      const folder = seen.value.backups.find(one => one.name === input.name)?.folder ?? ''
      return caller.calls.backups.drill(caller.actor, { backup: folder, onProgress: progress('drill') })
    },
  }
}
