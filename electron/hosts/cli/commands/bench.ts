import { EXIT, type Command } from '../command.ts'
import { choice, wholeNumber } from '../inputs.ts'
import { resourcesOf, workshopOf } from '../open.ts'
import { createProgress } from '../progress.ts'
import { must } from '../refusal.ts'

const DEFAULT_ROWS = 100

export const bench: Command = {
  usage: ['[--rows N] [--key rsa-3072|p256]'],
  options: {
    rows: {
      type: 'string',
      value: 'N',
      help: { zh: `制证件数（默认 ${DEFAULT_ROWS}）`, en: `how many licences (default ${DEFAULT_ROWS})` },
    },
    key: {
      type: 'string',
      value: 'TYPE',
      help: { zh: '印章密钥：rsa-3072（默认）或 p256', en: "the seals' keys: rsa-3072 (default) or p256" },
    },
  },
  examples: ['', '--rows 1000 --json'],
  exits: {
    zh: '在系统临时目录中建立演示机关，测完即删；不触碰任何数据目录',
    en: 'Makes a demonstration office in a temporary folder and removes it: no data folder is touched',
  },
  async run(context) {
    const rows = wholeNumber(context.args, 'rows', [1, 8000]) ?? DEFAULT_ROWS
    const keyType = choice(context.args, 'key', ['rsa-3072', 'p256'] as const) ?? 'rsa-3072'
    const { measureIssue } = await import('../../../app/measure-issue.ts')
    const progress = createProgress(context.output)
    const figures = must(
      await measureIssue({
        resources: resourcesOf(context),
        workshop: workshopOf(context),
        rows,
        keyType,
        onProgress: progress,
      }),
    )
    context.output.progressDone()
    const { perSecond, memory } = figures
    context.output.item(
      figures,
      [
        `✓ ${rows} · ${keyType}`,
        `  受理 intake    ${perSecond.intake}/s`,
        `  审批 approval  ${perSecond.approval}/s`,
        `  制证 issue     ${perSecond.issue}/s`,
        `  内存 memory    ${memory.peakMiB} MiB（后半程增长 ${memory.growthMiB} MiB in the second half）`,
      ].join('\n'),
    )
    return EXIT.good
  },
}
