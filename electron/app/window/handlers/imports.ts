import { type importsContract } from '../../../../shared/contract/imports.ts'
import { type ImportJob } from '../../../../shared/domain/batch.ts'
import { appError, type AppError } from '../../../../shared/kernel/app-error.ts'
import { err, ok } from '../../../../shared/kernel/result.ts'
import { words } from '../../../../shared/kernel/words.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { XLSX } from '../documents.ts'
import { addBeside, dropKept, keptUpload } from '../kept-uploads.ts'
import { asResult, exportPath, written, type Caller, type Scene } from '../scene.ts'
import { atMostEvery } from '../seldom.ts'

const elsewhere = (folder: string): AppError<'import-elsewhere'> =>
  appError(
    'import-elsewhere',
    words('这次导入的文件不在本工作站的文件夹内', "This import's file lies in a folder of its own"),
    {
      next: words(`请把照片放入 ${folder} 后重试`, `Put the pictures into ${folder}, then try again`),
    },
  )

/** 批量导入 */
export const importsHandlers = (scene: Scene): HandlersOf<typeof importsContract, Caller> => ({
  'imports.start': async ({ actor, calls, workstation }, { upload, ...rest }) => {
    const taken = scene.inbox.take(upload)
    if (!taken.ok) return taken
    const path = keptUpload(workstation.dataDir, taken.value)
    const started = await calls.imports.start(actor, { ...rest, path })
    if (started.ok) scene.inbox.drop(upload)
    else dropKept(path)
    return started
  },
  'imports.run': ({ actor, calls }, input) => {
    const tell = atMostEvery(100, (job: ImportJob) =>
      scene.emit({ name: 'import.progress', detail: { job } }),
    )
    return calls.imports.run(actor, { ...input, onProgress: tell })
  },
  'imports.look': ({ actor, calls }, input) => calls.imports.look(actor, input),
  'imports.addPictures': ({ actor, calls, workstation }, { jobId, upload }) => {
    const found = calls.imports.faults(actor, { jobId, limit: 1 })
    if (!found.ok) return found
    const taken = scene.inbox.take(upload)
    if (!taken.ok) return taken
    const folder = addBeside(workstation.dataDir, found.value.job, taken.value)
    scene.inbox.drop(upload)
    return folder === null ? ok(null) : err(elsewhere(folder))
  },
  'imports.pause': ({ actor, calls }, input) => calls.imports.pause(actor, input.jobId),
  'imports.cancel': ({ actor, calls }, input) => calls.imports.cancel(actor, input.jobId),
  'imports.list': ({ actor, calls }, input) => calls.imports.list(actor, input),
  'imports.faults': ({ actor, calls }, input) => calls.imports.faults(actor, input),
  'imports.rows': ({ actor, calls }, input) => calls.imports.rows(actor, input),
  'imports.retryFault': ({ actor, calls }, input) => calls.imports.retryFault(actor, input),
  'imports.keepMended': ({ actor, calls }, input) => calls.imports.keepMended(actor, input),
  'imports.form': ({ actor, calls }) => asResult(calls.imports.form(actor, undefined)),
  'imports.keepForm': ({ actor, calls }, input) => asResult(calls.imports.keepForm(actor, input)),
  'imports.faultSheet': async ({ actor, calls }, input) => {
    const path = exportPath(scene, '待修正行', 'xlsx')
    const made = await calls.imports.faultSheet(actor, { ...input, path })
    return made.ok ? ok(written(scene, path, XLSX)) : made
  },
})
