import { type ParseArgsConfig } from 'node:util'
import { type Words } from '../../../shared/kernel/words.ts'
import { type Output } from './output.ts'

/** The contract with scripts: 0 all good, 1 fault, 2 wrong usage, 3 some items failed (or wait, after a pause). */
export const EXIT = { good: 0, fault: 1, usage: 2, someFailed: 3 } as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

type OptionSpecs = NonNullable<ParseArgsConfig['options']>

export interface OptionHelp {
  readonly type: 'string' | 'boolean'
  readonly multiple?: boolean
  readonly short?: string
  /** What stands behind the option in the help, `DIR`; absent for switches. */
  readonly value?: string
  readonly help: Words
}

export interface ParsedArgs {
  readonly positionals: readonly string[]
  readonly text: (name: string) => string | undefined
  readonly texts: (name: string) => readonly string[]
  readonly flag: (name: string) => boolean
}

export interface HostContext {
  /** Where the program lies: resources are found from here. */
  readonly root: string
  readonly output: Output
  readonly args: ParsedArgs
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborted at the first Ctrl+C, for commands that can pause; a second one ends the program at once. */
  readonly interrupted: () => AbortSignal
}

/** One command of the command line: one file under commands/, one line in the registry. */
export interface Command {
  /** What stands behind the name, one line a form: `FILE… [--trust PEM]…`. */
  readonly usage: readonly string[]
  readonly options: Readonly<Record<string, OptionHelp>>
  /** How many operands it takes; none when absent. */
  readonly operands?: { readonly min: number; readonly max: number }
  /** Whole lines behind the name, as they can be typed. */
  readonly examples: readonly string[]
  /** What the exit codes mean here, where the general words do not say it. */
  readonly exits?: Words
  run(context: HostContext): Promise<ExitCode>
}

/** A command by name. Its file is loaded when it is called: `verify` starts without database and fonts. */
export interface CommandEntry {
  readonly name: string
  readonly summary: Words
  readonly load: () => Promise<Command>
}

/** Wrong usage, in words: the host answers with them, the usage and exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly text: Words
  constructor(zh: string, en: string) {
    super(en)
    this.text = { zh, en }
  }
}

/** Options that every command has. */
export const COMMON_OPTIONS = {
  help: { type: 'boolean', short: 'h', help: { zh: '显示本命令的用法', en: 'show how the command is used' } },
  json: {
    type: 'boolean',
    help: { zh: '标准输出只有 JSON，每项一行', en: 'JSON only on standard output, one object a line' },
  },
} as const satisfies Record<string, OptionHelp>

/** Options of commands that open a workstation's data folder. */
export const DATA_OPTIONS = {
  data: {
    type: 'string',
    value: 'DIR',
    help: {
      zh: '数据目录（默认 $LW_DATA，否则 ./demo-office）；正式机关的数据口令取自 $LW_SECRET 或终端输入',
      en: "the data folder (default $LW_DATA, else ./demo-office); a real office's secret comes from $LW_SECRET or the terminal",
    },
  },
  user: {
    type: 'string',
    value: 'LOGIN',
    help: {
      zh: '以该用户登录，口令取自 $LW_PASSWORD 或终端输入；演示机关可省略',
      en: 'sign in as this user, password from $LW_PASSWORD or the terminal; a demonstration office needs none',
    },
  },
} as const satisfies Record<string, OptionHelp>

/** Options of commands that need an approver besides the clerk. */
export const APPROVER_OPTION = {
  approver: {
    type: 'string',
    value: 'LOGIN',
    help: {
      zh: '审批人，口令取自 $LW_APPROVER_PASSWORD 或终端输入；演示机关可省略',
      en: 'who approves, password from $LW_APPROVER_PASSWORD or the terminal; a demonstration office needs none',
    },
  },
} as const satisfies Record<string, OptionHelp>

/** The options in the form of Node's parser. */
export function optionSpecs(options: Readonly<Record<string, OptionHelp>>): OptionSpecs {
  return Object.fromEntries(
    Object.entries(options).map(([name, o]) => [
      name,
      { type: o.type, ...(o.multiple ? { multiple: true } : {}), ...(o.short ? { short: o.short } : {}) },
    ]),
  )
}
