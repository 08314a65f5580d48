import { civilDateOf, instantFromMillis } from '../../../../shared/kernel/instant.ts'
import { DATA_OPTIONS, EXIT, UsageError, type Command } from '../command.ts'
import { day } from '../inputs.ts'
import { withActor } from '../open.ts'
import { must } from '../refusal.ts'

export const reconcile: Command = {
  usage: ['--from DAY [--to DAY]'],
  options: {
    ...DATA_OPTIONS,
    from: { type: 'string', value: 'DAY', help: { zh: '起始日', en: 'first day' } },
    to: { type: 'string', value: 'DAY', help: { zh: '截止日（默认今天）', en: 'last day (default today)' } },
  },
  examples: ['--from 2026-01-01', '--from 2026-03-01 --to 2026-03-31 --json'],
  exits: { zh: '3 两边有不同', en: '3 the two sides differ' },
  run(context) {
    const { args, output } = context
    const from = day(args, 'from')
    const to = day(args, 'to') ?? civilDateOf(instantFromMillis(Date.now()))
    if (!from) throw new UsageError('请给出 --from', 'Give --from')
    if (from > to) throw new UsageError('--from 晚于 --to', '--from is later than --to')
    return withActor(context, 'clerk', async ({ calls }, actor) => {
      const told = must(await calls.sync.reconcile(actor, { from, to }))
      const { records, days, differences } = told
      output.item(
        told,
        `${differences.length === 0 ? '✓' : '✗'} ${days} 天 days · ${records} 条 records · 不同 differ ${differences.length}`,
      )
      for (const one of differences)
        output.say({
          zh: `  ${one.day} 第 ${one.seq} 条：${one.text.zh}`,
          en: `record ${one.seq} ${one.text.en}`,
        })
      return differences.length === 0 ? EXIT.good : EXIT.someFailed
    })
  },
}
