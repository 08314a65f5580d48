import path from 'node:path'
import { DATA_OPTIONS, EXIT, type Command } from '../command.ts'
import { needed } from '../inputs.ts'
import { withActor } from '../open.ts'
import { must } from '../refusal.ts'

export const helpBundle: Command = {
  usage: ['--out FILE.json'],
  options: {
    ...DATA_OPTIONS,
    out: { type: 'string', value: 'FILE.json', help: { zh: '写到此文件', en: 'the file goes there' } },
  },
  examples: ['--out help.json'],
  run(context) {
    const out = path.resolve(needed(context.args, 'out'))
    return withActor(context, 'administrator', async ({ calls }, actor) => {
      const made = must(await calls.office.helpBundle(actor, { path: out }))
      context.output.item({ file: made.path, bundle: made.bundle }, `✓ ${made.path}`)
      return EXIT.good
    })
  },
}
