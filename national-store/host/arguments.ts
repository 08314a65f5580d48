import { parseArgs } from 'node:util'
import { words, type Words } from '../../shared/kernel/words.ts'
import { orderSchema, type Order } from '../app/administration.ts'

export interface Serve {
  readonly act: 'serve'
  readonly host: string
  readonly port: number
  readonly name: string | undefined
  /** Further names under which workstations reach the store. */
  readonly names: readonly string[]
}

export type Asked =
  | { readonly json: boolean; readonly work: Serve | Order }
  | { readonly json: boolean; readonly help: true }
  | { readonly json: boolean; readonly usage: Words }

export const DEFAULTS = { host: '127.0.0.1', port: 8443 } as const

const OPTIONS = {
  host: { type: 'string' },
  port: { type: 'string' },
  name: { type: 'string' },
  names: { type: 'string', multiple: true },
  code: { type: 'string' },
  region: { type: 'string' },
  office: { type: 'string' },
  workstation: { type: 'string' },
  hours: { type: 'string' },
  identifier: { type: 'string' },
  status: { type: 'string' },
  reason: { type: 'string' },
  decision: { type: 'string' },
  by: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

type Values = ReturnType<typeof parse>['values']
const parse = (argv: readonly string[]) =>
  parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true })

class Usage extends Error {
  readonly text: Words
  constructor(zh: string, en: string) {
    super(en)
    this.text = words(zh, en)
  }
}

type Text = Exclude<keyof typeof OPTIONS, 'names' | 'json' | 'help'>

function needed(values: Values, option: Text): string {
  const value = values[option]
  if (value === undefined || value === '') throw new Usage(`缺少 --${option}`, `--${option} is missing`)
  return value
}

function numberOf(text: string, option: string, least: number, most: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new Usage(
    `--${option} 应为 ${least} 至 ${most} 的整数`,
    `--${option} is a whole number from ${least} to ${most}`,
  )
}

/** Options that each command understands besides `--json` and `--help`. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  '': ['host', 'port', 'name', 'names'],
  'office add': ['code', 'name', 'region'],
  'pairing-code': ['office', 'workstation', 'hours'],
  workstations: [],
  revoke: [],
  decide: ['identifier', 'status', 'reason', 'decision', 'by'],
}

function decision(values: Values): Order {
  const read = orderSchema.safeParse({
    act: 'decide',
    identifier: needed(values, 'identifier'),
    status: needed(values, 'status'),
    reason: needed(values, 'reason'),
    decisionNumber: needed(values, 'decision'),
    byName: needed(values, 'by'),
  })
  if (read.success) return read.data
  const name = String(read.error.issues[0]?.path[0])
  throw new Usage(`--${OPTION_OF[name] ?? name} 不合要求`, `--${OPTION_OF[name] ?? name} is not fit`)
}

/** Options that are called otherwise than what they fill. */
const OPTION_OF: Readonly<Record<string, string>> = { decisionNumber: 'decision', byName: 'by' }

function workOf(command: string, operand: string | undefined, values: Values): Serve | Order {
  switch (command) {
    case '':
      return {
        act: 'serve',
        host: values.host ?? DEFAULTS.host,
        port: values.port === undefined ? DEFAULTS.port : numberOf(values.port, 'port', 0, 65_535),
        name: values.name,
        names: (values.names ?? []).flatMap(names => names.split(',')).filter(name => name !== ''),
      }
    case 'office add':
      return {
        act: 'office-add',
        code: needed(values, 'code'),
        name: needed(values, 'name'),
        region: needed(values, 'region'),
      }
    case 'pairing-code': {
      const hours = values.hours === undefined ? {} : { hours: numberOf(values.hours, 'hours', 1, 720) }
      return {
        act: 'pairing-code',
        officeCode: needed(values, 'office'),
        workstationId: needed(values, 'workstation'),
        ...hours,
      }
    }
    case 'workstations':
      return { act: 'workstations' }
    case 'decide':
      return decision(values)
    default:
      if (operand === undefined) throw new Usage('缺少工作站编号', 'the id of a workstation is missing')
      return { act: 'revoke', id: operand }
  }
}

function asked(argv: readonly string[]): Serve | Order | undefined {
  const { values, positionals } = parse(argv)
  if (values.help) return undefined
  const [first = '', second, third] = positionals
  const command = first === 'office' ? `office ${second ?? ''}` : first
  const takes = TAKES[command]
  if (!takes) throw new Usage(`没有命令 ${command.trim()}`, `no such command: ${command.trim()}`)
  const operands = first === 'office' ? [third] : [second, third]
  const most = command === 'revoke' ? 1 : 0
  const extra = operands.filter(one => one !== undefined)[most]
  if (extra !== undefined) throw new Usage(`多余的参数 ${extra}`, `${extra} is too much`)
  const foreign = Object.keys(values).find(name => name !== 'json' && !takes.includes(name))
  if (foreign) throw new Usage(`此命令没有选项 --${foreign}`, `this command has no option --${foreign}`)
  return workOf(command, second, values)
}

/** Reads what was typed; what is wrong with it is said in words. */
export function readArguments(argv: readonly string[]): Asked {
  const json = argv.includes('--json')
  try {
    const work = asked(argv)
    return work ? { json, work } : { json, help: true }
  } catch (error) {
    if (error instanceof Usage) return { json, usage: error.text }
    const said = error instanceof Error ? error.message : String(error)
    return { json, usage: words(`选项有误：${said}`, said) }
  }
}

export const HELP = `国家库（参考实现） / The reference national store

  npm run store                                    启动，直到 Ctrl+C / start, until Ctrl+C
    --host ${DEFAULTS.host}   --port ${DEFAULTS.port}                 监听地址和端口 / where it listens
    --name NAME                                    库名，首次启动时写入证书 / written into its certificates at the first start
    --names HOST[,HOST…]                           工作站访问用的其他主机名 / further names that workstations use
  npm run store -- office add --code CODE --name NAME --region REGION
                                                   登记机关 / take an office in
  npm run store -- pairing-code --office CODE --workstation ID [--hours 24]
                                                   给一台工作站的一次性配对码 / a one-time code for a workstation
  npm run store -- workstations                    全部工作站 / all workstations
  npm run store -- revoke WORKSTATION              停用一台工作站 / shut a workstation out
  npm run store -- decide --identifier ID --status revoked|withdrawn|cancelled|suspended|valid --reason WORDS --decision NUMBER --by ORGAN
                                                   国家库对一本证照的决定，签发新的吊销清单 / a decision on a licence, and a new list
  --json                                           结果按 JSON 行输出 / results as JSON lines

  LW_STORE_HOME   数据文件夹：密钥、文件、嵌入式数据库 / folder of keys, files and the embedded database
  DATABASE_URL    改用 PostgreSQL 15 或更新版本 / PostgreSQL 15 or newer instead

  退出码 / exit codes: 0 成功 good, 1 失败 fault, 2 用法错误 wrong usage`
