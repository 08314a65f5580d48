import { CHAIN_OPTIONS, chainQuery, chainVerb, tellChain } from '../chains.ts'
import { EXIT, type Command } from '../command.ts'
import { withActor } from '../open.ts'
import { allowed } from '../refusal.ts'

export const journal: Command = {
  usage: ['list [--after SEQ] [--subject ID] [--limit N]', 'check'],
  operands: { min: 1, max: 1 },
  options: CHAIN_OPTIONS,
  examples: ['list --limit 20', 'check --json'],
  exits: { zh: 'check：3 链有缺失或改动', en: 'check: 3 something is missing or changed' },
  run(context) {
    const verb = chainVerb(context)
    const query = chainQuery(context)
    return withActor(context, 'auditor', async ({ calls }, actor) => {
      if (verb === 'check') return tellChain(context, await calls.chains.checkJournal(actor, undefined))
      const page = allowed(calls.chains.journal(actor, query))
      for (const r of page.records)
        context.output.item(
          r,
          `${r.seq}  ${r.at}  ${r.action}  ${r.actorName}  ${r.subjectType} ${r.subjectId}`,
        )
      context.output.say({ zh: `全部 ${page.total} 条`, en: `${page.total} records in all` })
      return EXIT.good
    })
  },
}
