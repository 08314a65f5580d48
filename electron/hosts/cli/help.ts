import { COMMON_OPTIONS, type Command } from './command.ts'

const PROGRAM = 'npm run --silent cli --'

export function overallHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(c => c.name.length))
  const lines = commands.map(c => `  ${c.name.padEnd(width)}  ${c.summary.zh} · ${c.summary.en}`)
  return [
    '证照工作站 · Licence Workstation',
    '',
    `用法 / usage: ${PROGRAM} <command> [--help] [--json] …`,
    '',
    ...lines,
    '',
    '退出码 / exit codes: 0 全部成功 all good · 1 故障 fault · 2 用法错误 wrong usage · 3 部分失败 some items failed',
  ].join('\n')
}

export function commandHelp(command: Command): string {
  const options = Object.entries({ ...command.options, ...COMMON_OPTIONS }).map(([name, option]) => {
    const head = `--${name}${'value' in option && option.value ? ` ${option.value}` : ''}`
    return `  ${head.padEnd(20)} ${option.help.zh}\n  ${''.padEnd(20)} ${option.help.en}`
  })
  return [
    `${command.summary.zh} · ${command.summary.en}`,
    '',
    `用法 / usage: ${PROGRAM} ${command.name} ${command.usage}`.trimEnd(),
    '',
    ...options,
  ].join('\n')
}
