import path from 'node:path'
import { DATA_OPTIONS, EXIT, type Command } from '../command.ts'
import { given, needed } from '../inputs.ts'
import { FILTER_OPTIONS, licenceFilters } from '../licence-filters.ts'
import { withActor } from '../open.ts'
import { must } from '../refusal.ts'

export const exportRegister: Command = {
  usage: ['--out FILE.xlsx [--text TEXT] [--kind KIND] [--status STATUS] [--issued-from DAY] …'],
  options: {
    ...DATA_OPTIONS,
    ...FILTER_OPTIONS,
    out: { type: 'string', value: 'FILE.xlsx', help: { zh: '写到此文件', en: 'the sheet goes there' } },
    text: {
      type: 'string',
      value: 'TEXT',
      help: { zh: '编号、标识、代码或名称的一部分', en: 'number, identifier, code or part of a name' },
    },
  },
  examples: ['--out register.xlsx', '--out 即将到期.xlsx --expires-to 2026-12-31'],
  run(context) {
    const { args, output } = context
    const target = path.resolve(needed(args, 'out'))
    const query = { ...licenceFilters(context), ...given({ text: args.text('text') }) }
    return withActor(context, 'clerk', async (workstation, actor) => {
      const { rows } = must(await workstation.calls.register.export(actor, { query, path: target }))
      output.item({ file: target, rows }, `✓ ${target} · ${rows}`)
      return EXIT.good
    })
  },
}
