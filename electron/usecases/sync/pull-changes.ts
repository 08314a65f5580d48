import { licenceStatusChange } from '../../../shared/domain/sync/licence-status-change.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { utf8 } from '../../../shared/kernel/bytes.ts'
import { type Json } from '../../../shared/kernel/canonical-json.ts'
import { words, type Words } from '../../../shared/kernel/words.ts'
import { type StoreChange, type StoreConnection } from '../../ports/store-gateway.ts'
import { type KeptChange } from '../../ports/stores/sync.ts'
import { importNumberBlock } from '../administration/import-number-block.ts'
import { importStandardPack } from '../administration/import-standard-pack.ts'
import { SYSTEM_ACTOR } from '../common/system-actor.ts'
import { applyStatus } from './apply-status.ts'
import { type SyncPorts } from './ports.ts'
import { keepRevocationList } from './revocation-list.ts'

type Outcome = Pick<KeptChange, 'outcome' | 'notice'>

/** More pages than this in one go are left for the next. */
const MOST_PAGES = 1_000

const DONE_BEFORE = ['block-imported-already', 'pack-in-force', 'pack-older']

const refusedWords = (what: Words, error: AppError): Words =>
  words(`${what.zh}未采用：${error.text.zh}`, `${what.en} was not taken: ${error.text.en}`)

function outcomeOf(what: Words, error: AppError | undefined): Outcome {
  if (!error) return { outcome: 'applied', notice: null }
  if (DONE_BEFORE.includes(error.code)) return { outcome: 'nothing-to-do', notice: null }
  return { outcome: 'refused', notice: refusedWords(what, error) }
}

const envelopeIn = (body: Json): Uint8Array | undefined => {
  const envelope = (body as { readonly envelope?: Json } | null)?.envelope
  return typeof envelope === 'string' ? utf8(envelope) : undefined
}

const unreadable: Outcome = {
  outcome: 'refused',
  notice: words(
    '国家库发来一件读不懂的变更，未采用',
    'The store sent a change that cannot be read; it was not taken',
  ),
}

/** Signed files: they are checked as if a person had brought them. */
function takeSigned(ports: SyncPorts, change: StoreChange): Outcome {
  const file = envelopeIn(change.body)
  if (!file) return unreadable
  if (change.type === 'block') {
    const taken = importNumberBlock(ports)(SYSTEM_ACTOR, { file })
    return outcomeOf(words('下发的号段', 'A number block'), taken.ok ? undefined : taken.error)
  }
  const taken = importStandardPack(ports)(SYSTEM_ACTOR, { file })
  return outcomeOf(words('下发的标准包', 'A standard pack'), taken.ok ? undefined : taken.error)
}

async function takeList(
  ports: SyncPorts,
  store: StoreConnection,
  root: Uint8Array,
): Promise<Outcome | { readonly trouble: AppError }> {
  const file = await store.revocationList()
  if (!file.ok) return { trouble: file.error }
  const kept = keepRevocationList(ports, file.value, root)
  return outcomeOf(words('吊销名单', 'The revocation list'), kept.ok ? undefined : kept.error)
}

function keep(ports: SyncPorts, change: StoreChange, outcome: Outcome): void {
  ports.db.write(stores => stores.sync.keepChange({ ...change, ...outcome }, ports.clock.now()))
}

/** Takes in one change. @returns what hinders it for now; then nothing was kept */
async function take(
  ports: SyncPorts,
  store: StoreConnection,
  root: Uint8Array,
  change: StoreChange,
): Promise<AppError | undefined> {
  if (change.type === 'block' || change.type === 'pack') {
    keep(ports, change, takeSigned(ports, change))
    return undefined
  }
  if (change.type === 'revocation-list') {
    const outcome = await takeList(ports, store, root)
    if ('trouble' in outcome) return outcome.trouble
    keep(ports, change, outcome)
    return undefined
  }
  if (change.type !== 'licence-status') {
    keep(ports, change, { outcome: 'unknown', notice: null })
    return undefined
  }
  const parsed = licenceStatusChange.safeParse(change.body)
  const at = ports.clock.now()
  ports.db.write(stores => {
    const outcome = parsed.success ? applyStatus(stores, parsed.data, at) : unreadable
    stores.sync.keepChange({ ...change, ...outcome }, at)
  })
  return undefined
}

const backwards = appError(
  'store-garbage',
  words('国家库的变更序号倒退，未予采信', 'The changes of the store go backwards and were not taken'),
)

/** Takes in what happened at the store since the last time, one change after the other, each kept before the next. */
export async function pullChanges(
  ports: SyncPorts,
  store: StoreConnection,
  root: Uint8Array,
  stopped: () => boolean,
): Promise<{ readonly taken: number; readonly trouble: AppError | null }> {
  let taken = 0
  for (let page = 0; page < MOST_PAGES; page++) {
    let cursor = ports.db.read(stores => stores.sync.cursor())
    const told = await store.changes(cursor)
    if (stopped()) break
    if (!told.ok) return { taken, trouble: told.error }
    for (const change of told.value.changes) {
      if (change.cursor <= cursor) return { taken, trouble: backwards }
      const trouble = await take(ports, store, root, change)
      if (trouble) return { taken, trouble }
      cursor = change.cursor
      taken++
      await ports.turns.next()
      if (stopped()) return { taken, trouble: null }
    }
    if (!told.value.more || told.value.changes.length === 0) break
  }
  return { taken, trouble: null }
}
