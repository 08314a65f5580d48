import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type NumberBlock } from '../../../shared/domain/numbering/block.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { utf8 } from '../../../shared/kernel/bytes.ts'
import { canonicalJson } from '../../../shared/kernel/canonical-json.ts'
import { civilDateOf, instantFromMillis, millisOf, type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { type StoreConnection } from '../../ports/store-gateway.ts'
import { type Lease } from '../../ports/stores/sync.ts'
import { importNumberBlock } from '../administration/import-number-block.ts'
import { heldBlocksOf } from '../common/held-blocks.ts'
import { SYSTEM_ACTOR } from '../common/system-actor.ts'
import { connected } from './connected.ts'
import { type SyncPorts } from './ports.ts'

const TOP_UP = 'block-top-up'

/** When another block is asked for, and of how many numbers. Our default; kept as a setting. */
const USUAL = { below: 50, count: 200 } as const

/** What was refused is asked for again after so long. Our default. */
const REFUSED_MS = 6 * 3_600_000

interface TopUp {
  readonly below: number
  readonly count: number
}

const topUpOf = (stores: Stores): TopUp => ({
  ...USUAL,
  ...(stores.settings.get(TOP_UP) as Partial<TopUp> | undefined),
})

export interface LeaseInput {
  readonly kind: KindId
  readonly selector: Readonly<Record<string, string>>
  readonly count: number
}

export interface Leased {
  readonly requestId: string
  readonly blockId: string
  readonly count: number
}

const groupOf = ({ kind, selector }: Pick<NumberBlock, 'kind' | 'selector'>): string =>
  canonicalJson({ kind, selector: { ...selector } })

/** Groups of blocks of which less is left than the limit, and for which nothing is asked already. */
function running(stores: Stores, now: Instant): readonly LeaseInput[] {
  const { below, count } = topUpOf(stores)
  const held = heldBlocksOf(stores)
  const refused = stores.sync.refusedLeases(instantFromMillis(millisOf(now) - REFUSED_MS))
  const asked = new Set([...stores.sync.openLeases(), ...refused].map(groupOf))
  const groups = new Map<string, { readonly block: NumberBlock; readonly free: number }>()
  for (const { block, next } of stores.numbers.blocks()) {
    if (block.validUntil < civilDateOf(now)) continue
    const free = held.includes(block.blockId) ? 0 : block.count - next
    const before = groups.get(groupOf(block))?.free ?? 0
    groups.set(groupOf(block), { block, free: before + free })
  }
  return [...groups]
    .filter(([group, { free }]) => free < below && !asked.has(group))
    .map(([, { block }]) => ({ kind: block.kind, selector: block.selector, count }))
}

/** Refusals that asking again under the same id does not mend. */
const DEFINITE = [
  'block-selector-unfit',
  'block-series-unknown',
  'block-series-dry',
  'block-allowance-spent',
  'request-differs',
  'store-refused',
]

const otherBlock = appError(
  'block-not-asked-for',
  words(
    '国家库给的不是所申请的号段，未采用',
    'The store gave another block than was asked for; it was not taken',
  ),
  { next: words('请联系国家库', 'Tell the store') },
)

/** Asks for one block under the id that was kept before, and takes it in as if a person had brought it. */
async function ask(
  ports: SyncPorts,
  store: StoreConnection,
  lease: Lease,
  actor: Actor,
  stopped: () => boolean,
): Promise<Result<Leased, AppError>> {
  const { requestId, kind, selector, count } = lease
  const told = await store.lease({ requestId, kind, selector, count })
  if (stopped()) return err(otherBlock)
  const answered = (blockId: string): void =>
    ports.db.write(stores => stores.sync.answerLease(requestId, blockId))
  if (!told.ok) {
    if (DEFINITE.includes(told.error.code)) answered(`refused: ${told.error.code}`)
    return told
  }
  const taken = importNumberBlock(ports)(actor, { file: utf8(told.value) })
  if (taken.ok) {
    const { block } = taken.value.state
    answered(block.blockId)
    // It is lent to this workstation all the same, and may be used; but somebody should look at it.
    return groupOf(block) === groupOf(lease)
      ? ok({ requestId, blockId: block.blockId, count: block.count })
      : err(otherBlock)
  }
  const known = taken.error.data?.['blockId']
  if (taken.error.code !== 'block-imported-already' || typeof known !== 'string') return taken
  answered(known)
  return ok({ requestId, blockId: known, count })
}

function keepLease(ports: SyncPorts, input: LeaseInput): Lease {
  const lease: Lease = { requestId: ports.ids.next(), ...input, askedAt: ports.clock.now() }
  ports.db.write(stores => stores.sync.askLease(lease))
  return lease
}

/**
 * Asks again for what was asked and not answered, then for more of what runs dry. What the store will not lend is told
 * where blocks are looked at, and hinders nothing else. @returns what is wrong with the store itself
 */
export async function topUpBlocks(
  ports: SyncPorts,
  store: StoreConnection,
  stopped: () => boolean,
): Promise<AppError | null> {
  const open = ports.db.read(stores => stores.sync.openLeases())
  const more = ports.db.read(stores => running(stores, ports.clock.now()))
  for (const lease of [...open, ...more.map(input => () => keepLease(ports, input))]) {
    const one = typeof lease === 'function' ? lease() : lease
    const leased = await ask(ports, store, one, SYSTEM_ACTOR, stopped)
    if (stopped()) return null
    if (!leased.ok && leased.error.code.startsWith('store-') && !DEFINITE.includes(leased.error.code))
      return leased.error
  }
  return null
}

/** A person asks for a block: of this kind, for these facts. The same question is put again where the answer was lost. */
export function leaseBlocks(ports: SyncPorts) {
  return async (actor: Actor, input: LeaseInput): Promise<Result<Leased, AppError>> => {
    const link = connected(ports)
    if (!link.ok) return link
    const { store } = link.value
    try {
      const same = (one: Lease): boolean => groupOf(one) === groupOf(input) && one.count === input.count
      const open = ports.db.read(stores => stores.sync.openLeases().find(same))
      return await ask(ports, store, open ?? keepLease(ports, input), actor, () => false)
    } finally {
      store.close()
    }
  }
}
