import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { civilDateOf, daysBetween, millisOf, type Instant } from '../../../shared/kernel/instant.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { type DiskSpace } from '../../ports/diagnostics.ts'
import { type FileVault } from '../../ports/file-vault.ts'
import { type BasePorts } from '../common/ports.ts'
import { officeOf } from '../common/settings.ts'
import { LAST_BACKUP } from './back-up.ts'
import { blockLines } from './list-blocks.ts'
import { EXPIRY_WARNING_DAYS, shownSealState } from './list-seals.ts'

export interface CheckHealthPorts extends BasePorts {
  readonly disk: DiskSpace
  readonly vault: FileVault
}

export type HealthCode =
  | 'database-damaged'
  | 'clock-went-back'
  | 'office-not-set-up'
  | 'seal-expired'
  | 'seal-expires-soon'
  | 'block-dry'
  | 'block-low'
  | 'block-held'
  | 'backup-old'
  | 'disk-nearly-full'

export interface HealthNote {
  /** `fault` stops the work it concerns; `warning` wants doing soon. */
  readonly severity: 'fault' | 'warning'
  readonly error: AppError<HealthCode>
}

export interface Health {
  readonly notes: readonly HealthNote[]
}

/** Our defaults. */
const BACKUP_DAYS = 7
const MIN_FREE_BYTES = 2 * 1024 ** 3
const CLOCK_TOLERANCE_MS = 5 * 60_000

const note = (severity: HealthNote['severity'], error: AppError<HealthCode>): HealthNote => ({
  severity,
  error,
})

async function databaseNotes(ports: CheckHealthPorts): Promise<readonly HealthNote[]> {
  const faults = await ports.db.check('quick')
  if (faults.length === 0) return []
  return [
    note(
      'fault',
      appError(
        'database-damaged',
        words(`数据库有 ${faults.length} 处损坏`, `The database is damaged in ${faults.length} places`),
        {
          next: words(
            '请停止制证，保留数据目录，用最近的备份恢复到新目录',
            'Stop issuing, keep the data folder, and restore the last backup into a new one',
          ),
          data: { faults: faults.slice(0, 10) },
        },
      ),
    ),
  ]
}

function clockNotes(stores: Stores, now: Instant): readonly HealthNote[] {
  const count = stores.journal.count()
  const last = count === 0 ? undefined : stores.journal.list({ afterSeq: count - 1, limit: 1 })[0]
  if (!last || millisOf(last.at) - millisOf(now) <= CLOCK_TOLERANCE_MS) return []
  return [
    note(
      'warning',
      appError(
        'clock-went-back',
        words(
          `本机时间早于最后一条日志（${last.at}），时钟可能被改过`,
          `This computer's clock is behind the last journal entry (${last.at}): it may have been set back`,
        ),
        {
          next: words(
            '请核对日期和时间；发证日期取自本机时钟',
            'Check date and time: dates of issue come from this clock',
          ),
          data: { lastJournal: last.at, now },
        },
      ),
    ),
  ]
}

function sealNotes(stores: Stores, now: Instant): readonly HealthNote[] {
  return stores.seals.list().flatMap(seal => {
    const shown = shownSealState(seal, now)
    const days = daysBetween(civilDateOf(now), civilDateOf(seal.notAfter))
    if (shown === 'expired') {
      return note(
        'fault',
        appError(
          'seal-expired',
          words(`印章“${seal.name}”的证书已到期`, `The certificate of seal "${seal.name}" has expired`),
          { next: words('请更新证书后导入', 'Have it renewed and import it'), data: { sealId: seal.id } },
        ),
      )
    }
    if (shown !== 'active' || days > EXPIRY_WARNING_DAYS) return []
    return note(
      'warning',
      appError(
        'seal-expires-soon',
        words(
          `印章“${seal.name}”的证书还有 ${days} 天到期`,
          `The certificate of seal "${seal.name}" expires in ${days} days`,
        ),
        { next: words('请尽快申请更新', 'Have it renewed soon'), data: { sealId: seal.id, days } },
      ),
    )
  })
}

function blockNotes(stores: Stores, now: Instant): readonly HealthNote[] {
  // A group of blocks says the same once, by its newest member.
  const byText = new Map<string, HealthNote>()
  for (const line of blockLines(stores, civilDateOf(now))) {
    if (!line.warning) continue
    const dry = line.shown === 'dry' || line.shown === 'expired'
    const code = line.shown === 'held' ? 'block-held' : dry ? 'block-dry' : 'block-low'
    const { blockId, kind, selector } = line.block
    byText.set(
      JSON.stringify([code, kind, selector]),
      note(
        dry ? 'fault' : 'warning',
        appError(code, words(`号段 ${blockId}：${line.warning.zh}`, `Block ${blockId}: ${line.warning.en}`), {
          data: { blockId, kind, free: line.free },
        }),
      ),
    )
  }
  return [...byText.values()]
}

function backupNotes(stores: Stores, now: Instant): readonly HealthNote[] {
  const last = stores.settings.get(LAST_BACKUP) as { readonly at: Instant } | undefined
  const days = last ? daysBetween(civilDateOf(last.at), civilDateOf(now)) : undefined
  if ((days !== undefined && days <= BACKUP_DAYS) || stores.licences.count() === 0) return []
  const text =
    days === undefined
      ? words('还没有做过备份', 'No backup has been made yet')
      : words(`上次备份已是 ${days} 天前`, `The last backup was made ${days} days ago`)
  return [
    note(
      'warning',
      appError('backup-old', text, {
        next: words('请插入备份磁盘并立即备份', 'Plug the backup disk in and make a backup now'),
      }),
    ),
  ]
}

function diskNotes(ports: CheckHealthPorts): readonly HealthNote[] {
  const free = ports.disk.freeBytes(ports.vault.absolute('.'))
  if (free === undefined || free >= MIN_FREE_BYTES) return []
  const mib = Math.floor(free / 1024 ** 2)
  return [
    note(
      'warning',
      appError(
        'disk-nearly-full',
        words(`数据盘只剩 ${mib} MB`, `Only ${mib} MB are left on the data disk`),
        {
          next: words(
            '请清理其他文件，不要动数据目录',
            'Clear other files away; leave the data folder alone',
          ),
          data: { freeBytes: free },
        },
      ),
    ),
  ]
}

const setUpNotes = (stores: Stores): readonly HealthNote[] =>
  officeOf(stores)
    ? []
    : [
        note(
          'fault',
          appError('office-not-set-up', words('尚未设置发证机关', 'The office is not set up yet'), {
            next: words('请由管理员完成初始设置', 'Let an administrator set it up'),
          }),
        ),
      ]

/**
 * What the person who starts the day must know: clock, seals, number blocks, backups, disk; and, where the whole is asked,
 * whether the database is. Its pages are sealed, so that damage is told anyway where it is met.
 */
export function checkHealth(ports: CheckHealthPorts) {
  return async (_actor: Actor, whole = true): Promise<Health> => {
    const now = ports.clock.now()
    const database = whole ? await databaseNotes(ports) : []
    if (database.length > 0) return { notes: [...database, ...diskNotes(ports)] }
    const stored = ports.db.read(stores => [
      ...setUpNotes(stores),
      ...clockNotes(stores, now),
      ...sealNotes(stores, now),
      ...blockNotes(stores, now),
      ...backupNotes(stores, now),
    ])
    return { notes: [...stored, ...diskNotes(ports)] }
  }
}
