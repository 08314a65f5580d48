import { parseArgs } from 'node:util'
import { appError } from '../../../shared/kernel/app-error.ts'
import { words } from '../../../shared/kernel/words.ts'
import { COMMON_OPTIONS, EXIT, optionSpecs, type Command, type ExitCode, type ParsedArgs } from './command.ts'
import { COMMANDS } from './commands/registry.ts'
import { commandHelp, overallHelp } from './help.ts'
import { createOutput, type Streams } from './output.ts'

const processStreams: Streams = {
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
  terminal: process.stderr.isTTY === true,
}

function parsed(command: Command, argv: readonly string[]): ParsedArgs | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: optionSpecs({ ...command.options, ...COMMON_OPTIONS }),
      allowPositionals: command.positionals === 'some',
      strict: true,
    })
    return {
      positionals,
      text: name => (typeof values[name] === 'string' ? values[name] : undefined),
      texts: name => (Array.isArray(values[name]) ? values[name].map(String) : []),
      flag: name => values[name] === true,
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function usage(streams: Streams, why: string, help: string): ExitCode {
  streams.err(`${why}\n\n${help}\n`)
  return EXIT.usage
}

/** Runs one command. @returns the exit code of the contract. */
export async function main(
  argv: readonly string[],
  options: { readonly root: string; readonly streams?: Streams },
): Promise<ExitCode> {
  const streams = options.streams ?? processStreams
  const [name, ...rest] = argv
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    streams.out(`${overallHelp(COMMANDS)}\n`)
    return name === undefined ? EXIT.usage : EXIT.good
  }
  const command = COMMANDS.find(c => c.name === name)
  if (!command) return usage(streams, `没有命令 ${name} / no such command: ${name}`, overallHelp(COMMANDS))
  if (rest.includes('--help') || rest.includes('-h')) {
    streams.out(`${commandHelp(command)}\n`)
    return EXIT.good
  }
  const args = parsed(command, rest)
  if (typeof args === 'string') return usage(streams, args, commandHelp(command))
  const output = createOutput(streams, args.flag('json'))
  try {
    return await command.run({ root: options.root, output, args, env: process.env })
  } catch (error) {
    if (process.env['LW_DEBUG']) streams.err(`${error instanceof Error ? error.stack : String(error)}\n`)
    const said = error instanceof Error ? error.message : String(error)
    output.fail(
      appError('fault', words(`程序故障：${said}`, `A fault of the program: ${said}`), {
        next: words(
          '数据没有损坏；请重试，仍不行时用 LW_DEBUG=1 重跑并导出帮助包',
          'Nothing is half done; try again, and if it stays run with LW_DEBUG=1',
        ),
      }),
    )
    return EXIT.fault
  }
}
