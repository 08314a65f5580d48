import { type Workstation } from '../../app/workstation.ts'
import { EXIT, type ExitCode, type HostContext } from './command.ts'
import { writeCopy } from './copies.ts'
import { actorFor, pinsFor, versionOf } from './open.ts'
import { createProgress } from './progress.ts'
import { must } from './refusal.ts'
import { tellRow } from './rows.ts'

/** Goes on with a batch, or cancels what waits in it; then tells every item. `row` is the place in the batch. */
export async function tellBatch(
  context: HostContext,
  workstation: Workstation,
  batchId: string,
  cancel: boolean,
): Promise<ExitCode> {
  const { issuing } = workstation.calls
  const { output, args } = context
  const clerk = await actorFor(context, workstation, 'clerk')
  if (cancel) must(issuing.cancel(clerk, batchId))
  else {
    const signal = context.interrupted()
    signal.addEventListener('abort', () => void issuing.pause(clerk, batchId))
    const progress = createProgress(output)
    const pins = await pinsFor(context, workstation, clerk)
    const ran = await issuing.run(clerk, {
      batchId,
      pins,
      onProgress: ({ batch }) => progress('制证 issue', batch.issued + batch.failed, batch.total),
    })
    output.progressDone()
    must(ran)
  }
  const { batch, items } = must(issuing.results(clerk, { batchId }))
  const out = args.text('out')
  let good = 0
  for (const item of items) {
    const licence = item.licenceId === null ? null : versionOf(workstation, clerk, item.licenceId).licence
    const row = {
      row: item.position + 1,
      kind: licence?.kind ?? null,
      status: item.state === 'cancelled' ? ('failed' as const) : item.state,
      number: licence?.number ?? null,
      identifier: licence?.identifier ?? null,
      licenceId: item.licenceId,
      errors: item.error ? [{ code: item.error.code, field: null, text: item.error.text }] : [],
    }
    const file = out === undefined ? null : writeCopy(workstation, clerk, row, out)
    if (tellRow(output, row, file, out !== undefined, { batch: batch.id })) good++
  }
  output.say({
    zh: `批次 ${batch.state}：共 ${items.length} 件，制证 ${good}`,
    en: `Batch ${batch.state}: ${items.length} items, ${good} issued`,
  })
  if (cancel) return EXIT.good
  return good === items.length ? EXIT.good : EXIT.someFailed
}
