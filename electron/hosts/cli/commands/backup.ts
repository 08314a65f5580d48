import path from 'node:path'
import { DATA_OPTIONS, EXIT, type Command } from '../command.ts'
import { given, needed, wholeNumber } from '../inputs.ts'
import { withActor } from '../open.ts'
import { createProgress } from '../progress.ts'
import { must } from '../refusal.ts'

export const backup: Command = {
  usage: ['--to DIR [--keep N]'],
  options: {
    ...DATA_OPTIONS,
    to: {
      type: 'string',
      value: 'DIR',
      help: { zh: '备份位置，宜为另一块磁盘', en: 'where backups lie, on another disk by rights' },
    },
    keep: {
      type: 'string',
      value: 'N',
      help: { zh: '保留份数（默认 7）', en: 'how many stay there (default 7)' },
    },
  },
  examples: ['--to /mnt/backup', '--to /mnt/backup --keep 30 --json'],
  exits: { zh: '3 备份已做成，但缺少文件', en: '3 the backup is made, but files are missing' },
  run(context) {
    const { args, output } = context
    const place = path.resolve(needed(args, 'to'))
    const keep = given({ keep: wholeNumber(args, 'keep', [1, 10_000]) })
    return withActor(context, 'administrator', async ({ calls }, actor) => {
      const progress = createProgress(output)
      const made = must(
        await calls.backups.make(actor, {
          place,
          ...keep,
          onProgress: done => progress('备份 backup', done, null),
        }),
      )
      output.progressDone()
      output.item(made, `✓ ${made.folder} · ${made.files} 个文件 · ${made.bytes} 字节`)
      for (const warning of made.warnings) output.warn(warning)
      return made.missing.length === 0 ? EXIT.good : EXIT.someFailed
    })
  },
}
