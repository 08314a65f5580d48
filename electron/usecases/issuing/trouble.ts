import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { words } from '../../../shared/kernel/words.ts'

/** What a disk or a database on it can do to an issue. */
export type Trouble = AppError<'disk-full' | 'disk-error' | 'database-damaged'>

export const diskFull: Trouble = appError(
  'disk-full',
  words('磁盘空间不足，未制证', 'The disk is full: nothing was issued'),
  { next: words('请清理磁盘后继续本批', 'Free some space, then resume the batch') },
)

/** The transaction's outcome is unknown until the database is opened again. */
export const outcomeUnknown: Trouble = appError(
  'disk-error',
  words(
    '磁盘读写出错，本证是否已制成需重新打开后核对',
    'The disk failed: whether this licence was issued shows when the workstation is opened again',
  ),
  {
    next: words(
      '请重新打开工作站；本批会从断点继续，不会重号',
      'Open the workstation again; the batch goes on where it stopped and no number is used twice',
    ),
  },
)

const fileNotWritten = (code: string): Trouble =>
  appError(
    'disk-error',
    words(
      `电子证照文件写不进数据目录（${code}），未制证`,
      `The electronic copy cannot be written into the data folder (${code}): nothing was issued`,
    ),
    {
      next: words(
        '请检查数据目录的磁盘和读写权限，然后继续本批',
        'Look at the disk and the permissions of the data folder, then resume the batch',
      ),
      data: { cause: code },
    },
  )

const damaged: Trouble = appError(
  'database-damaged',
  words('数据库已损坏，未制证', 'The database is damaged: nothing was issued'),
  {
    next: words(
      '请停止制证，保留数据目录，用最近的备份恢复到新目录',
      'Stop issuing, keep the data folder, and restore the last backup into a new one',
    ),
  },
)

export const codeOf = (error: unknown): string =>
  error instanceof Error ? String((error as { code?: unknown }).code ?? '') : ''

const FULL = ['disk-full', 'ENOSPC', 'EDQUOT']

/** What an error of the database means; undefined for a fault of the program. */
export function databaseTrouble(error: unknown): Trouble | undefined {
  const code = codeOf(error)
  if (FULL.includes(code)) return diskFull
  if (code === 'database-damaged') return damaged
  return code === 'disk-error' ? outcomeUnknown : undefined
}

/** What an error means that came while a file was written, before any transaction; undefined for a fault of the program. */
export function fileTrouble(error: unknown): Trouble | undefined {
  const code = codeOf(error)
  if (FULL.includes(code)) return diskFull
  return /^E[A-Z0-9]+$/.test(code) ? fileNotWritten(code) : undefined
}
