import { DATA_OPTIONS, EXIT, type Command } from '../command.ts'
import { withActor } from '../open.ts'
import { must } from '../refusal.ts'

export const unpair: Command = {
  usage: [''],
  options: { ...DATA_OPTIONS },
  examples: [''],
  run: context =>
    withActor(context, 'administrator', async ({ calls }, actor) => {
      const ended = must(calls.sync.unpair(actor, undefined))
      context.output.item(ended, `✓ 已解除配对 unpaired · ${ended.address}`)
      return EXIT.good
    }),
}
