import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type FileFact, type FolderDraft, type Folders } from '../../ports/backup.ts'
import { type About, type DiskSpace } from '../../ports/diagnostics.ts'
import { type FileVault, type OutsideFiles } from '../../ports/file-vault.ts'
import { type Digests } from '../../ports/platform.ts'
import {
  COPIES_FOLDER,
  DATABASE_FILE,
  KEY_FILE,
  PACKS_FOLDER,
  SEALS_FOLDER,
  UNFINISHED_END,
} from '../common/data-folder.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { officeOf } from '../common/settings.ts'
import { factsOf, type BackupFacts } from './backup-facts.ts'
import { LIST_FILE, MANIFEST_FILE, writeList, writeManifest } from './backup-manifest.ts'
import { backupName, rotate } from './backup-places.ts'

export interface BackUpPorts extends BasePorts {
  readonly vault: FileVault
  readonly folders: Folders
  readonly outside: OutsideFiles
  readonly digests: Digests
  readonly about: About
  readonly disk: DiskSpace
}

export interface BackUpInput {
  /** The folder that backups lie in, on another disk by rights. */
  readonly place: string
  /** How many of this workstation's backups stay there, the new one counted; at least 1. Our default is 7. */
  readonly keep?: number
  readonly onProgress?: (filesDone: number) => void
}

export interface BackupMade {
  readonly name: string
  readonly folder: string
  readonly files: number
  readonly bytes: number
  /** Files that the database names and the data folder has not; the backup lacks them too. */
  readonly missing: readonly string[]
  /** Older backups that were removed. */
  readonly removed: readonly string[]
  readonly warnings: readonly BackUpWarning[]
}

export type BackUpWarning = AppError<'backup-files-missing' | 'backup-same-disk' | 'backup-old-ones-stay'>

type Filled = Pick<BackupMade, 'files' | 'bytes' | 'missing'>

export type BackUpError = AppError<'office-not-set-up' | 'backup-place-full' | 'backup-not-written'>

export const LAST_BACKUP = 'last-backup'
export const DEFAULT_KEEP = 7
const MIN_FREE = 1024 * 1024

const notSetUp = (): BackUpError =>
  appError('office-not-set-up', words('尚未设置发证机关', 'The office is not set up yet'), {
    next: words('请先完成初始设置', 'Set it up first'),
  })

const full = (free: number): BackUpError =>
  appError(
    'backup-place-full',
    words('备份位置剩余空间不足', 'There is too little room left at the place for backups'),
    {
      next: words('请换用更大的磁盘，或减少保留份数', 'Use a larger disk, or keep fewer backups'),
      data: { freeBytes: free },
    },
  )

const notWritten = (error: unknown): BackUpError => {
  const code = (error as { readonly code?: unknown }).code
  return appError(
    'backup-not-written',
    words('备份没有写成，原有备份未动', 'The backup was not written; older ones are untouched'),
    {
      next: words(
        '请检查备份磁盘是否已插好、可写、未满，然后重试',
        'See that the disk is plugged in, writable and not full, then try again',
      ),
      data: { cause: typeof code === 'string' ? code : 'unknown' },
    },
  )
}

/** What the database says of itself at the moment of its copy. */
interface Snapshot {
  readonly facts: BackupFacts
  readonly owned: ReadonlySet<string>
  readonly madeAt: Instant
}

/** Reads the facts and starts the copy without a turn in between, so that both are of one moment. */
async function snapshot(ports: BackUpPorts, draft: FolderDraft): Promise<Snapshot> {
  const taken = ports.db.read(stores => ({
    facts: factsOf(stores),
    owned: new Set([
      ...stores.licences.eachFilePath(),
      ...stores.seals
        .list()
        .filter(seal => seal.state !== 'destroyed')
        .map(seal => seal.containerPath),
    ]),
    madeAt: ports.clock.now(),
  }))
  await ports.db.backupTo(draft.absolute(DATABASE_FILE))
  return taken
}

/** Copies of licences are never changed once their licence is written, so that they can be copied after the snapshot. */
async function copyFiles(
  ports: BackUpPorts,
  draft: FolderDraft,
  onProgress: (done: number) => void,
): Promise<readonly FileFact[]> {
  const facts: FileFact[] = [await draft.settle(DATABASE_FILE)]
  if (ports.vault.read(KEY_FILE)) facts.push(await draft.copy(ports.vault.absolute(KEY_FILE), KEY_FILE))
  for (const folder of [SEALS_FOLDER, COPIES_FOLDER, PACKS_FOLDER]) {
    for (const path of ports.vault.list(folder)) {
      if (path.endsWith(UNFINISHED_END)) continue
      facts.push(await draft.copy(ports.vault.absolute(path), path))
      onProgress(facts.length)
    }
  }
  return facts
}

async function fill(
  ports: BackUpPorts,
  draft: FolderDraft,
  workstationId: string,
  input: BackUpInput,
): Promise<Filled> {
  const taken = await snapshot(ports, draft)
  const files = await copyFiles(ports, draft, input.onProgress ?? (() => undefined))
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const list = writeList(files)
  draft.write(LIST_FILE, list)
  const manifest = writeManifest(
    {
      format: 'licence-workstation/backup@1',
      workstationId,
      madeAt: taken.madeAt,
      program: ports.about.program,
      schemaVersion: ports.about.schemaVersion,
      ...taken.facts,
      files: { count: files.length, bytes, listSha256: ports.digests.sha256(list) },
    },
    ports.digests,
  )
  draft.write(MANIFEST_FILE, manifest)
  const copied = new Set(files.map(file => file.path))
  return { files: files.length, bytes, missing: [...taken.owned].filter(path => !copied.has(path)) }
}

const filesMissing = (missing: number): BackUpWarning =>
  appError(
    'backup-files-missing',
    words(
      `有 ${missing} 个文件已不在数据目录中，本次备份也没有它们`,
      `${missing} files are gone from the data folder, and this backup lacks them too`,
    ),
    { next: words('请从更早的备份中找回', 'Fetch them from an older backup'), data: { missing } },
  )

const sameDisk = (): BackUpWarning =>
  appError(
    'backup-same-disk',
    words(
      '备份与数据在同一目录，磁盘损坏时会一起丢失',
      'The backup lies in the data folder itself: both go when the disk goes',
    ),
    { next: words('请改用移动硬盘或其他电脑', 'Use a removable disk or another computer') },
  )

const oldOnesStay = (): BackUpWarning =>
  appError(
    'backup-old-ones-stay',
    words('备份已完成，但较早的备份没能清理', 'The backup is made, but older ones could not be removed'),
    { next: words('请手工删除最旧的备份目录', 'Delete the oldest backup folders by hand') },
  )

/** Writes the draft and gives it its name. A failure leaves nothing behind. */
async function write(
  ports: BackUpPorts,
  folder: string,
  workstationId: string,
  input: BackUpInput,
): Promise<Result<Filled, BackUpError>> {
  let draft: FolderDraft | undefined
  try {
    draft = ports.folders.begin(folder)
    const filled = await fill(ports, draft, workstationId, input)
    draft.finish()
    return ok(filled)
  } catch (error) {
    draft?.abandon()
    return err(notWritten(error))
  }
}

/** Older backups go only once the new one stands; that they cannot be removed does not unmake it. */
function removeOlder(
  ports: BackUpPorts,
  place: string,
  workstationId: string,
  rule: { readonly keep: number; readonly newest: string },
): readonly string[] | undefined {
  try {
    return rotate(ports, place, workstationId, rule)
  } catch {
    return undefined
  }
}

/**
 * Makes a whole backup: the sealed database, the wrapped data key, seals and electronic copies, with a list of digests.
 * It appears under its name only when every byte is on disk; then the oldest ones beyond `keep` are removed.
 */
export function backUp(ports: BackUpPorts) {
  return async (actor: Actor, input: BackUpInput): Promise<Result<BackupMade, BackUpError>> => {
    const { place } = input
    const office = ports.db.read(officeOf)
    if (!office) return err(notSetUp())
    const at = ports.clock.now()
    const free = ports.disk.freeBytes(place)
    if (free !== undefined && free < MIN_FREE) return err(full(free))
    const name = backupName(office.workstationId, at, ports.folders.finished(place))
    const folder = ports.folders.join(place, name)
    const filled = await write(ports, folder, office.workstationId, input)
    if (!filled.ok) return filled
    const keep = Math.max(1, Math.trunc(input.keep ?? DEFAULT_KEEP))
    const removed = removeOlder(ports, place, office.workstationId, { keep, newest: name })
    const { files, bytes, missing } = filled.value
    ports.db.write(stores => {
      stores.settings.set(LAST_BACKUP, { at, name })
      journalled(stores, actor, at, {
        action: 'backup.made',
        subjectType: 'backup',
        subjectId: name,
        detail: { files, bytes, missing: missing.length, removed: [...(removed ?? [])] },
      })
    })
    const warnings = [
      ...(missing.length > 0 ? [filesMissing(missing.length)] : []),
      ...(ports.folders.isInside(place, ports.vault.absolute('.')) ? [sameDisk()] : []),
      ...(removed === undefined ? [oldOnesStay()] : []),
    ]
    return ok({ name, folder, ...filled.value, removed: removed ?? [], warnings })
  }
}
