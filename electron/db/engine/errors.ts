import { type AppError, appError, type ErrorData } from '../../../shared/kernel/app-error.ts'
import { type Words, words } from '../../../shared/kernel/words.ts'

export type DatabaseErrorCode =
  | 'database-busy'
  | 'database-key'
  | 'database-damaged'
  | 'database-missing'
  | 'database-from-future'
  | 'disk-full'
  | 'disk-error'

/** A state of the database or its disk that the clerk or the administrator must hear of, in both languages. */
export abstract class DatabaseError<Code extends DatabaseErrorCode = DatabaseErrorCode> extends Error {
  readonly code: Code
  readonly text: Words
  readonly next: Words
  readonly data: ErrorData

  constructor(code: Code, text: Words, next: Words, data: ErrorData, cause?: unknown) {
    super(text.en, cause === undefined ? undefined : { cause })
    this.name = new.target.name
    this.code = code
    this.text = text
    this.next = next
    this.data = data
  }

  /** The same as a value, for a use case that answers it. */
  asAppError(): AppError<Code> {
    return appError(this.code, this.text, { next: this.next, data: this.data })
  }
}

export interface LockOwner {
  readonly pid: number
  readonly host: string
}

/** Another process (or another part of this one) has the database open. */
export class DatabaseBusyError extends DatabaseError<'database-busy'> {
  readonly owner: LockOwner

  constructor(file: string, owner: LockOwner) {
    super(
      'database-busy',
      words(
        `数据库正被进程 ${owner.pid}（${owner.host}）使用：${file}`,
        `The database is in use by process ${owner.pid} on ${owner.host}: ${file}`,
      ),
      words(
        '请先关闭另一个工作站窗口或命令，再重试。',
        'Close the other workstation window or command, then try again.',
      ),
      { file, pid: owner.pid, host: owner.host },
    )
    this.owner = owner
  }
}

/** `not-sealed`: a plain SQLite file. `not-ours`: no database of ours. `wrong-key`: no page opens with this key. */
export type KeyProblem = 'wrong-key' | 'not-sealed' | 'not-ours'

/** The key does not belong to the file, or the file is not a sealed database. Nothing was changed. */
export class DatabaseKeyError extends DatabaseError<'database-key'> {
  readonly problem: KeyProblem

  constructor(file: string, problem: KeyProblem) {
    const what: Readonly<Record<KeyProblem, Words>> = {
      'wrong-key': words('密钥打不开此数据库的任何一页', 'not one page of the database opens with this key'),
      'not-sealed': words(
        '这是未加密的 SQLite 文件，不是本工作站的数据库',
        'this is a plain SQLite file, not a sealed database of this workstation',
      ),
      'not-ours': words('这不是本工作站的数据库文件', 'this is not a database of this workstation'),
    }
    super(
      'database-key',
      words(`${what[problem].zh}：${file}`, `${what[problem].en}: ${file}`),
      words(
        '请检查数据目录与密钥文件是否属于同一工作站；不要删除此文件。',
        'Check that the data folder and the key file belong to the same workstation; do not delete this file.',
      ),
      { file, problem },
    )
    this.problem = problem
  }
}

export interface DamagePlace {
  /** 1-based page of the main file, when one is known to be broken. */
  readonly page?: number
  /** 1-based frame of the write-ahead log. */
  readonly walFrame?: number
  /** What was found, for the log. */
  readonly detail: string
}

/** The file or its write-ahead log is broken: a seal does not hold, or SQLite found a malformed structure. */
export class DatabaseDamagedError extends DatabaseError<'database-damaged'> {
  readonly page: number | undefined
  readonly walFrame: number | undefined

  constructor(file: string, place: DamagePlace, cause?: unknown) {
    const where: Words =
      place.page !== undefined
        ? words(`第 ${place.page} 页`, `page ${place.page}`)
        : place.walFrame !== undefined
          ? words(`预写日志第 ${place.walFrame} 帧`, `frame ${place.walFrame} of the write-ahead log`)
          : words('位置未知', 'place unknown')
    super(
      'database-damaged',
      words(
        `数据库已损坏（${where.zh}）：${file}`,
        `The database is damaged (${where.en}): ${place.detail}: ${file}`,
      ),
      words(
        '请保留此文件，用最近的备份恢复（backup / restore）。',
        'Keep this file, and restore the latest backup (backup / restore).',
      ),
      { file, page: place.page ?? null, walFrame: place.walFrame ?? null, detail: place.detail },
      cause,
    )
    this.page = place.page
    this.walFrame = place.walFrame
  }
}

/** There is no database, and none was to be made. */
export class DatabaseMissingError extends DatabaseError<'database-missing'> {
  constructor(file: string) {
    super(
      'database-missing',
      words(`找不到数据库：${file}`, `There is no database: ${file}`),
      words(
        '请检查数据目录是否正确；如文件丢失，请用最近的备份恢复（restore）。',
        'Check that this is the right data folder; if the file is lost, restore the latest backup (restore).',
      ),
      { file },
    )
  }
}

/** The disk took no more bytes. The transaction was rolled back; the database stays usable. */
export class DiskFullError extends DatabaseError<'disk-full'> {
  constructor(file: string, cause?: unknown) {
    super(
      'disk-full',
      words(`磁盘已满，此次操作未保存：${file}`, `The disk is full, this step was not saved: ${file}`),
      words('请腾出磁盘空间后重试。', 'Free space on the disk, then try again.'),
      { file },
      cause,
    )
  }
}

/**
 * The disk failed in the middle. Whether the last transaction was kept is unknown: close, reopen, and ask by
 * idempotency key. The handle refuses everything but `close` from then on.
 */
export class DiskError extends DatabaseError<'disk-error'> {
  readonly outcome = 'unknown'

  constructor(file: string, operation: string, cause?: unknown) {
    const errno = (cause as { code?: unknown } | undefined)?.code
    const code = typeof errno === 'string' ? errno : 'unknown'
    const opening = operation === 'open'
    super(
      'disk-error',
      opening
        ? words(`无法打开或读取（${code}）：${file}`, `Cannot be opened or read (${code}): ${file}`)
        : words(
            `磁盘出错（${operation}，${code}），最后一步是否已保存未知：${file}`,
            `The disk failed (${operation}, ${code}); whether the last step was saved is unknown: ${file}`,
          ),
      opening
        ? words(
            '请检查文件夹是否存在、是否有读写权限、磁盘是否正常。',
            'Check that the folder is there, that it may be read and written, and that the disk is sound.',
          )
        : words(
            '请重新打开工作站；程序会核对最后一步。若再次出现，请检查磁盘并备份。',
            'Restart the workstation; it looks up the last step. If this comes back, check the disk and make a backup.',
          ),
      { file, operation, errno: code },
      cause,
    )
  }
}

/** The database was written by a newer program (or a branch of it) whose version this one does not know. */
export class DatabaseFromFutureError extends DatabaseError<'database-from-future'> {
  readonly version: number
  readonly known: number

  constructor(version: number, known: number) {
    super(
      'database-from-future',
      words(
        `数据库版本 ${version} 不被本程序识别（本程序最高 ${known}）`,
        `The database has version ${version}, which this program does not know (its newest is ${known})`,
      ),
      words('请安装更新的工作站程序。', 'Install the newer workstation program.'),
      { version, known },
    )
    this.version = version
    this.known = known
  }
}

export type ConstraintKind = 'unique' | 'foreign-key' | 'not-null' | 'check' | 'other'

/** A statement broke a constraint of the schema; it changed nothing. `columns` as SQLite names them, `table.column`. */
export class ConstraintError extends Error {
  readonly constraint: ConstraintKind
  readonly columns: readonly string[]

  constructor(message: string) {
    super(message)
    this.name = 'ConstraintError'
    const m = /^(UNIQUE|FOREIGN KEY|NOT NULL|CHECK) constraint failed(?:: (.*))?$/.exec(message)
    const kinds: Readonly<Record<string, ConstraintKind>> = {
      UNIQUE: 'unique',
      'FOREIGN KEY': 'foreign-key',
      'NOT NULL': 'not-null',
      CHECK: 'check',
    }
    this.constraint = kinds[m?.[1] ?? ''] ?? 'other'
    this.columns = m?.[2]?.split(', ') ?? []
  }
}
