import { CHAIN_OPTIONS, chainQuery, chainVerb, tellChain } from '../chains.ts'
import { EXIT, type Command } from '../command.ts'
import { withActor } from '../open.ts'
import { allowed } from '../refusal.ts'

export const outbox: Command = {
  usage: ['list [--after SEQ] [--subject IDENTIFIER] [--limit N]', 'check'],
  operands: { min: 1, max: 1 },
  options: CHAIN_OPTIONS,
  examples: ['list --limit 20', 'check --json'],
  exits: { zh: 'check：3 链有缺失或改动', en: 'check: 3 something is missing or changed' },
  run(context) {
    const verb = chainVerb(context)
    const query = chainQuery(context)
    return withActor(context, 'clerk', async ({ calls }, actor) => {
      if (verb === 'check') return tellChain(context, await calls.chains.checkOutbox(actor, undefined))
      const page = allowed(calls.chains.outbox(actor, query))
      // What a record tells the store holds personal data in full: the list names the record, not what it says.
      for (const { payload: _payload, ...record } of page.records)
        context.output.item(record, `${record.seq}  ${record.at}  ${record.type}  ${record.subject}`)
      context.output.say({ zh: `全部 ${page.total} 条`, en: `${page.total} records in all` })
      return EXIT.good
    })
  },
}
