import path from 'node:path'
import { type BackupsView, type backupsContract } from '../../../../shared/contract/backups.ts'
import { ok, type Result } from '../../../../shared/kernel/result.ts'
import { type PermissionDenied } from '../../gate.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { type BackupsSeen } from '../../../usecases/administration/backup-place.ts'
import { lineOf } from '../backup-line.ts'
import { asResult, progressOf, type Caller, type Scene } from '../scene.ts'

const viewOf = (seen: BackupsSeen): BackupsView => ({ ...seen, backups: seen.backups.map(lineOf) })

/** 备份与恢复演练 */
export const backupsHandlers = (scene: Scene): HandlersOf<typeof backupsContract, Caller> => {
  const usual = path.join(scene.home, 'backups')
  const see = ({ actor, calls }: Caller): Result<BackupsSeen, PermissionDenied> =>
    asResult(calls.backups.view(actor, { usual }))
  return {
    'backups.view': caller => {
      const seen = see(caller)
      return seen.ok ? ok(viewOf(seen.value)) : seen
    },
    'backups.setPlace': ({ actor, calls, workstation }, input) => {
      const seen = calls.backups.setPlace(actor, { place: input.place, dataDir: workstation.dataDir })
      if (seen.ok) scene.emit({ name: 'administration.changed', detail: { what: 'backups' } })
      return seen.ok ? ok(viewOf(seen.value)) : seen
    },
    'backups.make': async caller => {
      const seen = see(caller)
      if (!seen.ok) return seen
      const made = await caller.calls.backups.make(caller.actor, {
        place: seen.value.place,
        onProgress: progressOf(scene, 'backup'),
      })
      if (made.ok) scene.emit({ name: 'administration.changed', detail: { what: 'backups' } })
      return made
    },
    'backups.drill': async (caller, input) => {
      const seen = see(caller)
      if (!seen.ok) return seen
      // By its name in the list: a path from the page is never opened.
      const folder = seen.value.backups.find(one => one.name === input.name)?.folder ?? ''
      const report = await caller.calls.backups.drill(caller.actor, {
        backup: folder,
        onProgress: progressOf(scene, 'drill'),
      })
      if (report.ok) scene.emit({ name: 'administration.changed', detail: { what: 'backups' } })
      return report
    },
  }
}
