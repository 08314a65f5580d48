import path from 'node:path'
import { DATA_OPTIONS, EXIT, UsageError, type Command, type ExitCode, type HostContext } from '../command.ts'
import { needed } from '../inputs.ts'
import { dataSecret, withActor } from '../open.ts'
import { createProgress } from '../progress.ts'
import { must } from '../refusal.ts'

type Check = { readonly ok: boolean; readonly text: { readonly zh: string; readonly en: string } }

const checkLines = (checks: readonly Check[]): string =>
  checks.map(line => `\n  ${line.ok ? '✓' : '✗'} ${line.text.zh} · ${line.text.en}`).join('')

function drill(context: HostContext, from: string): Promise<ExitCode> {
  const { output } = context
  return withActor(context, 'administrator', async ({ calls }, actor) => {
    const progress = createProgress(output)
    const report = must(
      await calls.backups.drill(actor, {
        backup: path.resolve(from),
        onProgress: done => progress('核对 checking', done, null),
      }),
    )
    output.progressDone()
    const head = report.ok ? '✓ 可以恢复 / it would restore' : '✗ 不能可靠恢复 / it would not restore whole'
    output.item({ backup: path.resolve(from), ...report }, `${head}${checkLines(report.checks)}`)
    return report.ok ? EXIT.good : EXIT.someFailed
  })
}

async function bringBack(context: HostContext): Promise<ExitCode> {
  const { args, output } = context
  const from = path.resolve(needed(args, 'from'))
  const dataDir = path.resolve(needed(args, 'data'))
  const { isDemoBackup, restoreFolder } = await import('../../../app/restore-folder.ts')
  const progress = createProgress(output)
  const secret = isDemoBackup(from) ? {} : { secret: await dataSecret(context) }
  const restored = must(
    await restoreFolder({
      from,
      dataDir,
      ...secret,
      acceptDamagedCopies: args.flag('accept-damaged-copies'),
      onProgress: done => progress('恢复 restoring', done, null),
    }),
  )
  output.progressDone()
  output.item(
    { dataDir, ...restored },
    `✓ ${dataDir} · ${restored.licences} 件${checkLines(restored.checks)}`,
  )
  if (restored.heldBlocks.length > 0)
    output.notice({
      zh: `${restored.heldBlocks.length} 个号段已停用：备份之后可能用过其中的编号；确认没有用过的，用 blocks release 启用，否则请领取新号段`,
      en: `${restored.heldBlocks.length} number blocks are held: numbers may have been used after the backup; where it is certain that none were, blocks release, else fetch new ones`,
    })
  return restored.leftOut.length === 0 ? EXIT.good : EXIT.someFailed
}

export const restore: Command = {
  usage: ['--from BACKUP --data NEWDIR [--accept-damaged-copies]', '--drill BACKUP [--data DIR]'],
  options: {
    ...DATA_OPTIONS,
    from: {
      type: 'string',
      value: 'BACKUP',
      help: { zh: '一份备份（含 manifest.json 的目录）', en: 'a backup: the folder with manifest.json' },
    },
    drill: {
      type: 'string',
      value: 'BACKUP',
      help: {
        zh: '只演练：逐项核对，不改动任何数据',
        en: 'only try it out: check everything, change nothing',
      },
    },
    'accept-damaged-copies': {
      type: 'boolean',
      help: {
        zh: '个别电子证照损坏时仍恢复其余',
        en: 'bring back the rest when single electronic copies are damaged',
      },
    },
  },
  examples: [
    '--drill /mnt/backup/DEMO-WS-01_20261123T021500Z',
    '--from /mnt/backup/… --data /srv/licences-new',
  ],
  exits: {
    zh: '3 演练不合格，或有损坏的电子证照被略去',
    en: '3 the drill failed, or damaged copies were left out',
  },
  async run(context) {
    const from = context.args.text('from')
    const tried = context.args.text('drill')
    if ((from === undefined) === (tried === undefined))
      throw new UsageError('请给出 --from 或 --drill，只给其一', 'Give --from or --drill: one of them')
    return tried === undefined ? bringBack(context) : drill(context, tried)
  },
}
