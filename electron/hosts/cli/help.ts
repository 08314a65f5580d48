import { COMMON_OPTIONS, type Command, type CommandEntry } from './command.ts'

const PROGRAM = 'npm run --silent cli --'

const EXITS =
  '退出码 / exit codes: 0 全部成功 all good · 1 故障 fault · 2 用法错误 wrong usage · 3 部分失败 some items failed'

export function overallHelp(commands: readonly CommandEntry[]): string {
  const width = Math.max(...commands.map(c => c.name.length))
  const lines = commands.map(c => `  ${c.name.padEnd(width)}  ${c.summary.zh} · ${c.summary.en}`)
  return [
    '证照工作站 · Licence Workstation',
    '',
    `用法 / usage: ${PROGRAM} <command> [--help] [--json] …`,
    '',
    ...lines,
    '',
    EXITS,
  ].join('\n')
}

export function commandHelp(entry: CommandEntry, command: Command): string {
  const options = Object.entries({ ...command.options, ...COMMON_OPTIONS }).map(([name, option]) => {
    const head = `--${name}${'value' in option && option.value ? ` ${option.value}` : ''}`
    return `  ${head.padEnd(22)} ${option.help.zh}\n  ${''.padEnd(22)} ${option.help.en}`
  })
  return [
    `${entry.summary.zh} · ${entry.summary.en}`,
    '',
    '用法 / usage:',
    ...command.usage.map(form => `  ${PROGRAM} ${entry.name} ${form}`.trimEnd()),
    '',
    '选项 / options:',
    ...options,
    '',
    '例 / examples:',
    ...command.examples.map(line => `  ${PROGRAM} ${entry.name} ${line}`.trimEnd()),
    '',
    EXITS,
    ...(command.exits ? [`  ${command.exits.zh}`, `  ${command.exits.en}`] : []),
  ].join('\n')
}
