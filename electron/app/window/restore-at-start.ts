import path from 'node:path'
import { type BackupLine } from '../../../shared/contract/backups.ts'
import { type RestoreDone } from '../../../shared/contract/setup.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { digests } from '../../platform/digests.ts'
import { folders } from '../../platform/folders.ts'
import { outsideFiles } from '../../platform/outside-files.ts'
import { listBackups } from '../../usecases/administration/backup-places.ts'
import { isDemoBackup, restoreFolder, type RestoreFolderError } from '../restore-folder.ts'
import { lineOf } from './backup-line.ts'
import { openWith, type OpenRefusal } from './opening.ts'
import { dataDirOf, isThere } from './places.ts'
import { asSecret } from './recovery-secret.ts'
import { shut, viewOf, type WindowState } from './state.ts'

type OfficeThere = AppError<'office-there'>

const officeThere: OfficeThere = appError(
  'office-there',
  words('本机已有机关数据，不能在此恢复', 'This computer has the data of an office already'),
  {
    next: words(
      '恢复从不覆盖已有数据：请先把原数据目录移到别处保存，再重新打开程序',
      'A restore never replaces anything: move the present data folder elsewhere and keep it, then open the program again',
    ),
  },
)

const found = (place: string) => listBackups({ folders, outside: outsideFiles, digests })(place)

/** The backups at a place, for a machine that has no office. With one there, only its administrators look at places. */
export function backupsAt(home: string, place: string): Result<readonly BackupLine[], OfficeThere> {
  return isThere(home, 'office') ? err(officeThere) : ok(found(path.resolve(place)).map(lineOf))
}

interface RestoreInput {
  readonly place: string
  readonly name: string
  readonly secret: string
  readonly acceptDamagedCopies: boolean
  readonly onProgress: (done: number) => void
}

/**
 * Brings a backup back where this machine has no office, and opens it: signing in needs the person's password only, since
 * the recovery secret has just been given.
 */
export async function restoreAtStart(
  state: WindowState,
  input: RestoreInput,
): Promise<Result<RestoreDone, OfficeThere | RestoreFolderError | OpenRefusal>> {
  const { home } = state.options
  if (isThere(home, 'office')) return err(officeThere)
  const from = found(path.resolve(input.place)).find(one => one.name === input.name)?.folder ?? ''
  const place = isDemoBackup(from) ? 'demo' : 'office'
  const secret = asSecret(input.secret)
  const { acceptDamagedCopies, onProgress } = input
  const dataDir = dataDirOf(home, place)
  const done = await restoreFolder({ from, dataDir, secret, acceptDamagedCopies, onProgress })
  if (!done.ok) return done
  shut(state)
  state.place = place
  const opened = await openWith(state, place === 'demo' ? null : secret)
  if (!opened.ok) return opened
  const { madeAt, licences, checks, leftOut, heldBlocks } = done.value
  return ok({
    session: viewOf(state),
    madeAt,
    licences,
    checks: checks.map(({ code, ok: good, text }) => ({ code, ok: good, text })),
    leftOut,
    heldBlocks,
  })
}
