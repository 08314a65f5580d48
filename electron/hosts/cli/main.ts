import { parseArgs } from 'node:util'
import { appError } from '../../../shared/kernel/app-error.ts'
import { words } from '../../../shared/kernel/words.ts'
import {
  COMMON_OPTIONS,
  EXIT,
  optionSpecs,
  UsageError,
  type Command,
  type CommandEntry,
  type ExitCode,
  type HostContext,
  type ParsedArgs,
} from './command.ts'
import { COMMANDS } from './commands/registry.ts'
import { commandHelp, overallHelp } from './help.ts'
import { watchInterrupts, type Interrupts } from './interrupt.ts'
import { createOutput, type Output, type Streams } from './output.ts'
import { Refusal } from './refusal.ts'

const processStreams: Streams = {
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
  terminal: process.stderr.isTTY === true,
}

function parsed(command: Command, argv: readonly string[]): ParsedArgs {
  const { min, max } = command.operands ?? { min: 0, max: 0 }
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: optionSpecs({ ...command.options, ...COMMON_OPTIONS }),
    allowPositionals: max > 0,
    strict: true,
  })
  if (positionals.length < min) throw new UsageError('缺少参数', 'Something is missing')
  if (positionals.length > max)
    throw new UsageError(`多余的参数 ${positionals[max]}`, `${positionals[max]} is too much`)
  return {
    positionals,
    text: name => (typeof values[name] === 'string' ? values[name] : undefined),
    texts: name => (Array.isArray(values[name]) ? values[name].map(String) : []),
    flag: name => values[name] === true,
  }
}

/** What Node's parser says of an unknown or incomplete option. */
const isParserComplaint = (error: unknown): error is Error =>
  error instanceof Error && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')

function usage(output: Output, why: { zh: string; en: string }, streams: Streams, help: string): ExitCode {
  output.fail(
    appError('usage', words(why.zh, why.en), { next: words('用法见 --help', 'See --help for the usage') }),
  )
  if (!output.json) streams.err(`\n${help}\n`)
  return EXIT.usage
}

/** A fault of the program, under words that say what is safe and what to do. */
function fault(output: Output, streams: Streams, error: unknown): ExitCode {
  if (process.env['LW_DEBUG']) streams.err(`${error instanceof Error ? error.stack : String(error)}\n`)
  const said = error instanceof Error ? error.message : String(error)
  output.fail(
    appError('fault', words(`程序故障：${said}`, `A fault of the program: ${said}`), {
      next: words(
        '已报告办成的都已保存；请重试，仍不行时用 LW_DEBUG=1 重跑并导出帮助包（help-bundle）',
        'What was told as done is kept; try again, and if it stays run with LW_DEBUG=1 and make a help bundle (help-bundle)',
      ),
    }),
  )
  return EXIT.fault
}

const pausing = words(
  '正在暂停：办完手上这一件就停……（再按一次 Ctrl+C 立即退出）',
  'Pausing after the one in hand… (Ctrl+C again ends at once)',
)

/** Runs a command that may watch for Ctrl+C; when it is over nobody watches any more. */
async function watched(command: Command, context: Omit<HostContext, 'interrupted'>): Promise<ExitCode> {
  let watch: Interrupts | undefined
  const begin = () =>
    watchInterrupts(
      () => context.output.notice(pausing),
      () => process.exit(EXIT.fault),
    )
  try {
    return await command.run({ ...context, interrupted: () => (watch ??= begin()).signal })
  } finally {
    watch?.stop()
  }
}

async function runCommand(entry: CommandEntry, argv: readonly string[], host: Host): Promise<ExitCode> {
  const { streams } = host
  const command = await entry.load()
  if (argv.includes('--help') || argv.includes('-h')) {
    streams.out(`${commandHelp(entry, command)}\n`)
    return EXIT.good
  }
  const output = createOutput(streams, argv.includes('--json'))
  try {
    const { root, env } = host
    return await watched(command, { root, env, output, args: parsed(command, argv) })
  } catch (error) {
    output.progressDone()
    const help = () => commandHelp(entry, command)
    if (error instanceof Refusal) {
      output.fail(error.error)
      return EXIT.fault
    }
    if (error instanceof UsageError) return usage(output, error.text, streams, help())
    if (isParserComplaint(error))
      return usage(output, { zh: `选项有误：${error.message}`, en: error.message }, streams, help())
    return fault(output, streams, error)
  }
}

/** Where a command runs: the process itself, or a test's streams and variables. */
interface Host {
  readonly root: string
  readonly streams: Streams
  readonly env: HostContext['env']
}

/** A reader that has seen enough (`| head`) closes the pipe: that is no fault. */
function endWithReader(): void {
  if (process.stdout.listenerCount('error') > 0) return
  process.stdout.on('error', error => process.exit((error as NodeJS.ErrnoException).code === 'EPIPE' ? 0 : 1))
}

/** Runs one command. @returns the exit code of the contract. */
export async function main(
  argv: readonly string[],
  options: { readonly root: string } & Partial<Host>,
): Promise<ExitCode> {
  const host: Host = { streams: processStreams, env: process.env, ...options }
  const { streams } = host
  if (streams === processStreams) endWithReader()
  const [name, ...rest] = argv
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    streams.out(`${overallHelp(COMMANDS)}\n`)
    return name === undefined ? EXIT.usage : EXIT.good
  }
  const entry = COMMANDS.find(c => c.name === name)
  if (entry) return runCommand(entry, rest, host)
  const output = createOutput(streams, rest.includes('--json'))
  return usage(
    output,
    { zh: `没有命令 ${name}`, en: `No such command: ${name}` },
    streams,
    overallHelp(COMMANDS),
  )
}
