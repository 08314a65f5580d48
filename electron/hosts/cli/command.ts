import { type ParseArgsConfig } from 'node:util'
import { type Words } from '../../../shared/kernel/words.ts'
import { type Output } from './output.ts'

/** The contract with scripts: 0 all good, 1 fault, 2 wrong usage, 3 some items failed. */
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
}

/** One command of the command line: one file under commands/, one line in the registry. */
export interface Command {
  readonly name: string
  readonly summary: Words
  /** What stands behind the name: `FILE… [--trust PEM]…`. */
  readonly usage: string
  readonly options: Readonly<Record<string, OptionHelp>>
  readonly positionals: 'none' | 'some'
  run(context: HostContext): Promise<ExitCode>
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
      zh: '数据目录（默认 $LW_DATA，否则 ./demo-office）',
      en: 'the data folder (default $LW_DATA, else ./demo-office)',
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

/** The options in the form of Node's parser. */
export function optionSpecs(options: Readonly<Record<string, OptionHelp>>): OptionSpecs {
  return Object.fromEntries(
    Object.entries(options).map(([name, o]) => [
      name,
      { type: o.type, ...(o.multiple ? { multiple: true } : {}), ...(o.short ? { short: o.short } : {}) },
    ]),
  )
}
