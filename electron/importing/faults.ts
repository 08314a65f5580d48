import { appError, type AppError, type ErrorData } from '../../shared/kernel/app-error.ts'
import { words, type Words } from '../../shared/kernel/words.ts'
import { type TableErrorCode } from '../ports/tables.ts'

export type TableError = AppError<TableErrorCode>

/** Carries an expected failure through the readers of this folder; it never leaves it (see `asTableError`). */
export class ImportFault extends Error {
  readonly error: TableError
  constructor(error: TableError) {
    super(error.text.en)
    this.error = error
  }
}

const SAVE_AGAIN = words(
  '请用表格软件打开该文件，另存为新的 xlsx 文件后再导入',
  'open the file in a spreadsheet, save it as a new xlsx file and import that',
)

export function fault(code: TableErrorCode, text: Words, next?: Words, data?: ErrorData): ImportFault {
  return new ImportFault(appError(code, text, { ...(next ? { next } : {}), ...(data ? { data } : {}) }))
}

/** The file breaks the rules of its format. `what` names the place. */
export const unreadable = (zh: string, en: string, data?: ErrorData): ImportFault =>
  fault('file-unreadable', words(`文件无法读取：${zh}`, `the file cannot be read: ${en}`), SAVE_AGAIN, data)

/** The file asks for more than a limit allows. */
export const tooLarge = (zh: string, en: string, limit: number, data?: ErrorData): ImportFault =>
  fault(
    'too-large',
    words(`${zh}，超过上限 ${limit}`, `${en}, more than the limit of ${limit}`),
    words(
      '请把文件拆成几个较小的文件分别导入',
      'split the file into smaller ones and import them one by one',
    ),
    { limit, ...data },
  )

const SYSTEM_WORDS: Readonly<Record<string, Words>> = {
  ENOENT: words('文件不存在', 'the file does not exist'),
  EACCES: words('没有读取该文件的权限', 'there is no permission to read the file'),
  EPERM: words('没有读取该文件的权限', 'there is no permission to read the file'),
  EBUSY: words(
    '文件正被其他程序占用，请先关闭表格软件',
    'another program holds the file: close the spreadsheet first',
  ),
  EISDIR: words('这是文件夹，不是文件', 'this is a folder, not a file'),
}

/**
 * The expected failure that an exception stands for: our own faults, what the operating system says about the file,
 * and broken deflate data. @throws everything else again: that is a fault of the program.
 */
export function asTableError(thrown: unknown): TableError {
  if (thrown instanceof ImportFault) return thrown.error
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  if (code.startsWith('Z_') || code === 'ERR_BUFFER_TOO_LARGE')
    return unreadable('压缩数据已损坏', 'its compressed data is damaged').error
  if (/^E[A-Z0-9]{2,}$/.test(code) && !code.startsWith('ERR')) {
    const text = SYSTEM_WORDS[code] ?? words(`系统返回 ${code}`, `the system says ${code}`)
    return appError(
      'file-unreadable',
      words(`文件无法读取：${text.zh}`, `the file cannot be read: ${text.en}`),
      {
        next: words(
          '请检查文件位置和权限后重试',
          'check where the file lies and its permissions, then try again',
        ),
        data: { system: code },
      },
    )
  }
  throw thrown
}
