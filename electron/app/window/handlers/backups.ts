import path from 'node:path'
import { type BackupsView, type backupsContract } from '../../../../shared/contract/backups.ts'
import { appError } from '../../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import { words } from '../../../../shared/kernel/words.ts'
import { type PermissionDenied } from '../../gate.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { type DrillReport } from '../../../usecases/administration/restore-drill.ts'
import { type BackupsSeen } from '../../../usecases/administration/backup-place.ts'
import { lineOf } from '../backup-line.ts'
import { asResult, exportPath, progressOf, written, type Caller, type Scene } from '../scene.ts'

const viewOf = (seen: BackupsSeen): BackupsView => ({ ...seen, backups: seen.backups.map(lineOf) })

const drillNotHeld = appError('drill-not-held', words('还没有做过演练', 'No drill has been held yet'), {
  next: words('请先对一份备份做恢复演练', 'Try a backup out first'),
})

/** 备份与恢复演练 */
export const backupsHandlers = (scene: Scene): HandlersOf<typeof backupsContract, Caller> => {
  const usual = path.join(scene.home, 'backups')
  const see = ({ actor, calls }: Caller): Result<BackupsSeen, PermissionDenied> =>
    asResult(calls.backups.view(actor, { usual }))
  /** What the last drill of this run found. */
  let last: { readonly name: string; readonly report: DrillReport } | null = null
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
      if (!report.ok) return report
      last = { name: input.name, report: report.value }
      scene.emit({ name: 'administration.changed', detail: { what: 'backups' } })
      return report
    },
    'backups.saveReport': ({ actor, calls }) => {
      if (!last) return err(drillNotHeld)
      const file = exportPath(scene, '恢复演练报告', 'txt')
      const done = calls.backups.report(actor, { ...last, path: file })
      return done.ok ? ok(written(scene, file, 'application/octet-stream')) : done
    },
  }
}
