import { appError, type AppError } from '../../shared/kernel/app-error.ts'
import { words } from '../../shared/kernel/words.ts'
import { FolderBusyError } from '../db/folder-lock.ts'

const busy = ({ folder, pid }: FolderBusyError): AppError<'store-busy'> =>
  appError(
    'store-busy',
    words(
      `数据文件夹 ${folder} 正由另一进程（${pid}）使用：嵌入式数据库一次只能由一个进程打开`,
      `process ${pid} has ${folder} open: the embedded database belongs to one process at a time`,
    ),
    {
      next: words(
        '请先停止那个进程，或稍后再试；需要多个进程时请用 DATABASE_URL 连接 PostgreSQL',
        'stop that process or try again in a moment; several processes need PostgreSQL (DATABASE_URL)',
      ),
      data: { pid },
    },
  )

const portTaken = (port: unknown): AppError<'port-taken'> =>
  appError('port-taken', words(`端口 ${String(port)} 已被占用`, `port ${String(port)} is taken`), {
    next: words('请用 --port 另选端口', 'choose another one with --port'),
  })

const addressUnfit = (address: unknown): AppError<'address-unfit'> =>
  appError(
    'address-unfit',
    words(`本机没有地址 ${String(address)}，或无权在此监听`, `cannot listen on ${String(address)}`),
    { next: words('请核对 --host 和 --port', 'check --host and --port') },
  )

/** The address of a database holds a password: it is not repeated. */
const unreachable = (code: string): AppError<'database-unreachable'> =>
  appError(
    'database-unreachable',
    words(`连接不上数据库（${code}）`, `the database cannot be reached (${code})`),
    {
      next: words(
        '请核对 DATABASE_URL，并确认 PostgreSQL 正在运行',
        'check DATABASE_URL, and that PostgreSQL runs',
      ),
      data: { code },
    },
  )

const NO_DATABASE =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ENOENT|28P01|28000|3D000|57P03)$/

/** A failure of the machine round about that can be said in words; undefined for a fault of the program. */
export function refusalOf(error: unknown, usesPostgres: boolean): AppError | undefined {
  if (error instanceof FolderBusyError) return busy(error)
  const { code, syscall, port, address } = error as Partial<
    Record<'code' | 'syscall' | 'port' | 'address', unknown>
  >
  if (syscall === 'listen' && code === 'EADDRINUSE') return portTaken(port)
  if (syscall === 'listen' || (syscall === 'getaddrinfo' && !usesPostgres)) return addressUnfit(address)
  return usesPostgres && NO_DATABASE.test(String(code)) ? unreachable(String(code)) : undefined
}
