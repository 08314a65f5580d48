import { DATA_OPTIONS, EXIT, type Command } from '../command.ts'
import { operand } from '../inputs.ts'
import { secretFrom, withActor } from '../open.ts'
import { must } from '../refusal.ts'

export const pair: Command = {
  usage: ['https://HOST:PORT'],
  operands: { min: 1, max: 1 },
  options: { ...DATA_OPTIONS },
  examples: ['https://store.example:8443'],
  run(context) {
    const address = operand(context.args, 0, 'https://HOST:PORT')
    return withActor(context, 'administrator', async ({ calls }, actor) => {
      // A code is a secret until it is used: it never stands on a command line.
      const code = await secretFrom(context, 'LW_PAIRING_CODE', '配对码 / pairing code: ')
      const paired = must(await calls.sync.pair(actor, { address, code }))
      context.output.item(
        paired,
        `✓ ${paired.storeName} · ${paired.address} · ${paired.officeName} · ${paired.validUntil.slice(0, 10)}`,
      )
      return EXIT.good
    })
  },
}
