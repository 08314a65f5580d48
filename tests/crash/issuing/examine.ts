import { createHash } from 'node:crypto'
import { type CopyFile, type Licence } from '../../../shared/domain/licence/licence.ts'
import { type Stores } from '../../../electron/ports/database.ts'
import { openBench, type Bench } from '../../integration/issuing/support.ts'
import { walked } from '../../builders/chains.ts'

/** What a killed process had told of a licence. */
export interface Acknowledged {
  readonly identifier: string
  readonly number?: string
  readonly sha256?: string
}

export interface Examined {
  /** In words; empty is what we want. */
  readonly harm: readonly string[]
  readonly issued: number
  readonly waiting: number
  /** Places of the blocks that were used up since, by block. */
  readonly next: ReadonlyMap<string, number>
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Every licence of the batch, found by its item. */
const ofBatch = (stores: Stores, batchId: string): readonly Licence[] =>
  stores.batches
    .items(batchId)
    .flatMap(item => (item.licenceId === null ? [] : (stores.licences.get(item.licenceId) ?? [])))

function all(stores: Stores): readonly Licence[] {
  const found: Licence[] = []
  let after: string | null = null
  do {
    const page = stores.licences.search({ limit: 500, ...(after ? { after } : {}) }, '2026-01-01' as never)
    found.push(...page.items.map(item => stores.licences.get(item.id)!))
    after = page.cursor
  } while (after)
  return found
}

/** What must be there of each licence beside its row. */
interface Traces {
  readonly seals: ReadonlyMap<string, string>
  readonly queued: readonly ReadonlySet<string>[]
  readonly acts: ReadonlySet<string>
}

const QUEUED = ['licence-metadata', 'catalogue', 'item-data', 'seal-use']

function tracesOf(stores: Stores): Traces {
  const uses = stores.seals.uses({ limit: 100_000 })
  const records = stores.outbox.list({ limit: 100_000 })
  const acts = stores.journal.list({ limit: 100_000 }).filter(r => r.action === 'licence.issued')
  return {
    seals: new Map(uses.map(use => [use.licenceId, use.documentDigest])),
    queued: QUEUED.map(type => new Set(records.filter(r => r.type === type).map(r => r.subject))),
    acts: new Set(acts.map(act => act.subjectId)),
  }
}

function* fileHarm(bench: Bench, traces: Traces, licence: Licence, file: CopyFile): Generator<string> {
  const bytes = bench.adapters.vault.read(file.path)
  if (!bytes) yield `${licence.number}: a licence without its file`
  else if (sha256(bytes) !== file.sha256) yield `${licence.number}: its file is another`
  if (traces.seals.get(licence.id) !== file.sha256) yield `${licence.number}: no seal use`
}

function* licenceHarm(bench: Bench, stores: Stores): Generator<string> {
  const traces = tracesOf(stores)
  const issued = all(stores)
  const owned = new Set<string>()
  const lineages = new Map<string, string>()
  for (const licence of issued) {
    const { id, kind, number, lineageId } = licence
    const files: readonly CopyFile[] = stores.licences.files(id)
    if (files.length !== 1) yield `${number}: ${files.length} files`
    for (const file of files) {
      owned.add(file.path)
      yield* fileHarm(bench, traces, licence, file)
    }
    if (traces.queued.some(subjects => !subjects.has(licence.identifier!)))
      yield `${number}: not queued whole`
    if (!traces.acts.has(id)) yield `${number}: no journal`
    if (stores.applications.get(licence.applicationId!)?.state !== 'issued')
      yield `${number}: its application is not done`
    if ((lineages.get(`${kind} ${number}`) ?? lineageId) !== lineageId) yield `${number}: on two licences`
    lineages.set(`${kind} ${number}`, lineageId)
  }
  for (const [what, count] of [
    ['seal uses', traces.seals.size],
    ['acts', traces.acts.size],
  ])
    if (count !== issued.length) yield `${count} ${what} for ${issued.length} licences`
  for (const path of bench.adapters.vault.list('copies'))
    if (!owned.has(path)) yield `${path}: a file without its licence`
}

function* numberHarm(stores: Stores): Generator<string> {
  for (const { block, next } of stores.numbers.blocks()) {
    const uses = stores.numbers.uses(block.blockId)
    if (uses.length !== next) yield `${block.blockId}: next is ${next}, ${uses.length} used`
    for (const use of uses) {
      if (stores.licences.get(use.licenceId)?.number !== use.number)
        yield `${use.number}: a number used by no licence`
    }
  }
  yield* walked(stores.outbox).faults.map(f => `outbox ${f.seq}: ${f.fault}`)
  yield* walked(stores.journal).faults.map(f => `journal ${f.seq}: ${f.fault}`)
}

function* batchHarm(stores: Stores, batchId: string): Generator<string> {
  const batch = stores.batches.get(batchId)!
  const items = stores.batches.items(batchId)
  const done = items.filter(item => item.state === 'issued')
  if (batch.issued !== done.length || batch.failed !== 0)
    yield `the batch counts ${batch.issued} and ${batch.failed}, ${done.length} are issued`
  if (batch.state === 'running') yield 'the batch is said to run'
  if (ofBatch(stores, batchId).length !== done.length) yield 'an item is issued without its licence'
  const gap = items.findIndex(item => item.state !== 'issued')
  if (gap !== -1 && items.slice(gap).some(item => item.state === 'issued')) yield 'an item was passed over'
}

/** Opens the workstation as after a crash, and looks for anything lost, doubled, half done or contradicting. */
export async function examine(
  dataDir: string,
  batchId: string,
  acknowledged: readonly Acknowledged[],
): Promise<Examined> {
  const bench = await openBench(dataDir)
  try {
    return bench.read(stores => {
      const harm = [
        ...(bench.workstation.swept?.missing.map(path => `${path}: gone`) ?? []),
        ...licenceHarm(bench, stores),
        ...numberHarm(stores),
        ...batchHarm(stores, batchId),
        ...acknowledged.flatMap(({ identifier, number, sha256: digest }) => {
          const licence = stores.licences.byIdentifier(identifier)
          if (!licence) return [`${identifier}: told, and not there`]
          const [file] = stores.licences.files(licence.id)
          const same =
            (number === undefined || licence.number === number) &&
            (digest === undefined || file?.sha256 === digest)
          return same ? [] : [`${identifier}: told otherwise`]
        }),
      ]
      const batch = stores.batches.get(batchId)!
      return {
        harm: [...new Set(harm)],
        issued: batch.issued,
        waiting: batch.total - batch.issued - batch.failed,
        next: new Map(stores.numbers.blocks().map(state => [state.block.blockId, state.next])),
      }
    })
  } finally {
    bench.workstation.close()
  }
}
