import { DATA_OPTIONS, EXIT, type Command } from '../command.ts'
import { withWorkstation } from '../open.ts'
import { errorText } from '../output.ts'

const NOBODY = { userId: 'nobody', name: '', roles: [] } as const

export const health: Command = {
  usage: [''],
  options: { data: DATA_OPTIONS.data },
  examples: ['--data demo-office', '--json'],
  exits: {
    zh: '3 有须立即处理的问题（只有提醒时为 0）',
    en: '3 something must be seen to (0 with warnings only)',
  },
  run: context =>
    withWorkstation(context, async ({ calls }) => {
      const { notes } = await calls.health(NOBODY)
      for (const { severity, error } of notes)
        context.output.item({ severity, ...error }, errorText(error, severity === 'fault' ? '✗' : '!'))
      if (notes.length === 0) context.output.say({ zh: '✓ 一切正常', en: 'All is well' })
      return notes.some(note => note.severity === 'fault') ? EXIT.someFailed : EXIT.good
    }),
}
