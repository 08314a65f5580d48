import { words, type Words } from '../../../shared/kernel/words.ts'
import { type Folders, type OpenedBackup } from '../../ports/backup.ts'
import { type OutsideFiles } from '../../ports/file-vault.ts'
import { type Digests } from '../../ports/platform.ts'
import { DATABASE_FILE } from '../common/data-folder.ts'
import { factsOf, type ChainHead } from './backup-facts.ts'
import { LIST_FILE, MANIFEST_FILE, MAX_LIST, readList, type BackupManifest } from './backup-manifest.ts'
import { manifestOf } from './backup-places.ts'
import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts'

export interface VerifyBackupPorts {
  readonly folders: Folders
  readonly outside: OutsideFiles
  readonly digests: Digests
}

export type BackupCheckCode =
  'manifest' | 'list' | 'files' | 'strange' | 'database' | 'counts' | 'outbox' | 'journal' | 'copies'

/** One line of the report. */
export interface BackupCheck {
  readonly code: BackupCheckCode
  readonly ok: boolean
  readonly text: Words
  /** Files that the line is about, relative to the backup; at most 100. */
  readonly paths: readonly string[]
}

const MAX_PATHS = 100

const check = (
  code: BackupCheckCode,
  good: boolean,
  text: Words,
  paths: readonly string[] = [],
): BackupCheck => ({ code, ok: good, text, paths: paths.slice(0, MAX_PATHS) })

export interface CheckedFiles {
  readonly checks: readonly BackupCheck[]
  /** Undefined when it is damaged: then nothing else can be relied on. */
  readonly manifest: BackupManifest | undefined
  readonly list: ReadonlyMap<string, string> | undefined
  /** Files whose bytes are not those that were backed up, or that are gone. */
  readonly damaged: readonly string[]
}

function readChecked(
  ports: VerifyBackupPorts,
  folder: string,
): Pick<CheckedFiles, 'checks' | 'manifest' | 'list'> {
  const manifest = manifestOf(ports, folder)
  if (manifest === undefined || manifest === 'damaged') {
    const text = words('清单文件 manifest.json 已损坏', 'The manifest (manifest.json) is damaged')
    return { checks: [check('manifest', false, text, [MANIFEST_FILE])], manifest: undefined, list: undefined }
  }
  const good = check('manifest', true, words('清单完好', 'The manifest is as it was written'))
  const bytes = ports.outside.read(ports.folders.join(folder, LIST_FILE), MAX_LIST)
  const same = bytes !== undefined && ports.digests.sha256(bytes) === manifest.files.listSha256
  const list = same ? readList(bytes) : undefined
  const line = list
    ? check(
        'list',
        true,
        words(`文件目录完好，共 ${list.size} 个文件`, `The list of ${list.size} files is whole`),
      )
    : check(
        'list',
        false,
        words('文件目录 files.sha256 已损坏', 'The list of files (files.sha256) is damaged'),
        [LIST_FILE],
      )
  return { checks: [good, line], manifest, list }
}

/** Reads every file of a backup and compares it with the list. */
export async function checkFiles(
  ports: VerifyBackupPorts,
  folder: string,
  onProgress: (done: number) => void = () => undefined,
): Promise<CheckedFiles> {
  const read = readChecked(ports, folder)
  const damaged: string[] = []
  let done = 0
  for (const [path, sha256] of read.list ?? []) {
    const digest = await ports.outside.digest(ports.folders.join(folder, path))
    if (digest?.sha256 !== sha256) damaged.push(path)
    onProgress(++done)
  }
  const known = (path: string): boolean =>
    path === MANIFEST_FILE || path === LIST_FILE || read.list?.has(path) === true
  const strange = read.list ? [...ports.folders.files(folder)].filter(path => !known(path)) : []
  const checks = [...read.checks]
  if (read.list) {
    checks.push(
      damaged.length === 0
        ? check('files', true, words('每个文件都与备份时一致', 'Every file is as it was backed up'))
        : check(
            'files',
            false,
            words(
              `有 ${damaged.length} 个文件损坏或缺失：${damaged.slice(0, 3).join('、')}`,
              `${damaged.length} files are damaged or missing: ${damaged.slice(0, 3).join(', ')}`,
            ),
            damaged,
          ),
    )
  }
  if (strange.length > 0) {
    const text = words(
      `另有 ${strange.length} 个文件不属于本备份，恢复时不会用到`,
      `${strange.length} more files do not belong to the backup: a restore leaves them alone`,
    )
    checks.push(check('strange', true, text, strange))
  }
  return { checks, manifest: read.manifest, list: read.list, damaged }
}

const headCheck = (code: 'outbox' | 'journal', name: Words, head: ChainHead, told: ChainHead): BackupCheck =>
  head.records === told.records && head.lastHash === told.lastHash
    ? check(
        code,
        true,
        words(`${name.zh}完好，共 ${head.records} 条`, `${name.en} is whole, ${head.records} records`),
      )
    : check(code, false, words(`${name.zh}与清单不符`, `${name.en} is not the one of the manifest`), [
        DATABASE_FILE,
      ])

function countsCheck(
  opened: OpenedBackup,
  counts: BackupManifest['counts'],
  told: BackupManifest,
): BackupCheck {
  const same =
    canonicalJson(counts as Json) === canonicalJson(told.counts as Json) &&
    opened.schemaVersion >= told.schemaVersion // opening an older backup brings its schema up to date
  return same
    ? check(
        'counts',
        true,
        words(`证照 ${counts.licences} 件，与清单相符`, `${counts.licences} licences, as the manifest says`),
      )
    : check(
        'counts',
        false,
        words('数据库中的数量与清单不符', 'The counts in the database are not those of the manifest'),
        [DATABASE_FILE],
      )
}

/**
 * Looks the opened database through (pages, structure, both chains, numbers), and compares it with the manifest and the
 * list of files. The line about `copies` comes last, and only when all could be looked at.
 */
export async function checkDatabase(
  opened: OpenedBackup,
  manifest: BackupManifest,
  list: ReadonlyMap<string, string>,
): Promise<readonly BackupCheck[]> {
  const faults = await opened.db.check('full')
  if (faults.length > 0) {
    const some = faults.slice(0, 3).join('; ')
    return [
      check(
        'database',
        false,
        words(
          `数据库有 ${faults.length} 处损坏：${some}`,
          `The database is damaged in ${faults.length} places: ${some}`,
        ),
        [DATABASE_FILE],
      ),
    ]
  }
  return opened.db.read(stores => {
    const facts = factsOf(stores)
    return [
      check('database', true, words('数据库可以打开，结构完好', 'The database opens and is whole')),
      countsCheck(opened, facts.counts, manifest),
      headCheck('outbox', words('上报链', 'The outbox'), facts.outbox, manifest.outbox),
      headCheck('journal', words('日志链', 'The journal'), facts.journal, manifest.journal),
      ownedCheck(stores.licences.eachFilePath(), list),
    ]
  })
}

function ownedCheck(owned: Iterable<string>, list: ReadonlyMap<string, string>): BackupCheck {
  const missing: string[] = []
  for (const path of owned) if (!list.has(path)) missing.push(path)
  return missing.length === 0
    ? check(
        'copies',
        true,
        words('每件证照的电子证照都在备份中', 'The electronic copy of every licence is there'),
      )
    : check(
        'copies',
        false,
        words(
          `有 ${missing.length} 件证照的电子证照不在备份中`,
          `The electronic copies of ${missing.length} licences are not in the backup`,
        ),
        missing,
      )
}
