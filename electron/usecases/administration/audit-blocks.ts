import { numberAt } from '../../../shared/domain/numbering/block.ts'
import { type Licence } from '../../../shared/domain/licence/licence.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { civilDateOf } from '../../../shared/kernel/instant.ts'
import { words, type Words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { type Turns } from '../../ports/platform.ts'
import { type BlockState, type NumberSkip, type NumberUse } from '../../ports/stores/numbers.ts'
import { type BasePorts } from '../common/ports.ts'
import { sharedNumber } from './block-overlap.ts'

export interface AuditBlocksPorts extends BasePorts {
  readonly turns: Turns
}

export type BlockFaultCode =
  | 'gap'
  | 'use-behind-next'
  | 'number-wrong'
  | 'licence-missing'
  | 'number-doubled'
  | 'blocks-overlap'
  | 'number-not-lent'
  | 'skip-unfounded'

export interface BlockFault {
  readonly code: BlockFaultCode
  /** Null when the number is in no block. */
  readonly blockId: string | null
  readonly number: string
  readonly text: Words
}

export interface BlockAudit {
  readonly blocks: number
  readonly used: number
  /** Licences compared. */
  readonly licences: number
  /** At most 1,000. */
  readonly faults: readonly BlockFault[]
}

const MAX_FAULTS = 1000
const SLICE = 500

const TEXTS: Readonly<Record<BlockFaultCode, Words>> = {
  gap: words(
    '号段中有编号被跳过，没有使用记录',
    'A number of the block was passed over without a record of its use',
  ),
  'use-behind-next': words(
    '编号已用，但号段仍当作未用',
    'The number is used, yet the block takes it for free',
  ),
  'number-wrong': words(
    '记录的编号与号段该位置的编号不同',
    'The number recorded is not the one at its place in the block',
  ),
  'licence-missing': words('编号已用，但没有对应的证照', 'The number is used, but no licence bears it'),
  'number-doubled': words(
    '同一编号出现在两件不同的证照上',
    'The same number stands on two different licences',
  ),
  'blocks-overlap': words('两个号段含有同一编号', 'Two blocks hold the same number'),
  'number-not-lent': words(
    '本机签发的证照，其编号不在任何号段中',
    'A licence issued here bears a number of no block',
  ),
  'skip-unfounded': words(
    '号段中有编号被跳过，但没有别的证照占用它',
    'A number of the block was passed over, though no other licence bears it',
  ),
}

const fault = (code: BlockFaultCode, blockId: string | null, number: string): BlockFault => ({
  code,
  blockId,
  number,
  text: TEXTS[code],
})

function useFaults(stores: Stores, state: BlockState, use: NumberUse): readonly BlockFault[] {
  const { block } = state
  const found: BlockFault[] = []
  const there = use.index >= 0 && use.index < block.count
  if (!there || numberAt(block, use.index) !== use.number)
    found.push(fault('number-wrong', block.blockId, use.number))
  if (use.index >= state.next) found.push(fault('use-behind-next', block.blockId, use.number))
  const licence = stores.licences.get(use.licenceId)
  if (licence?.number !== use.number || licence.kind !== block.kind) {
    found.push(fault('licence-missing', block.blockId, use.number))
  }
  const lineages = new Set(stores.licences.byNumber(block.kind, use.number).map(each => each.lineageId))
  if (lineages.size > 1) found.push(fault('number-doubled', block.blockId, use.number))
  return found
}

/** A number may be passed over only because another licence bore it; it is then nowhere used as the block's own. */
function skipFaults(
  stores: Stores,
  state: BlockState,
  skip: NumberSkip,
  used: ReadonlySet<number>,
): readonly BlockFault[] {
  const { block } = state
  const licence = stores.licences.get(skip.licenceId)
  const founded =
    skip.index < state.next &&
    numberAt(block, skip.index) === skip.number &&
    licence?.number === skip.number &&
    licence.kind === block.kind &&
    !used.has(skip.index)
  return founded ? [] : [fault('skip-unfounded', block.blockId, skip.number)]
}

function gaps(
  state: BlockState,
  uses: readonly NumberUse[],
  skips: readonly NumberSkip[],
): readonly BlockFault[] {
  const seen = new Set([...uses, ...skips].map(left => left.index))
  const found: BlockFault[] = []
  for (let i = 0; i < Math.min(state.next, state.block.count); i++) {
    if (!seen.has(i)) found.push(fault('gap', state.block.blockId, numberAt(state.block, i)))
  }
  return found
}

function overlaps(states: readonly BlockState[]): readonly BlockFault[] {
  return states.flatMap(({ block }, i) =>
    states.slice(i + 1).flatMap(({ block: other }) => {
      const number = sharedNumber(block, other)
      return number === undefined ? [] : [fault('blocks-overlap', other.blockId, number)]
    }),
  )
}

/** A licence issued here whose number neither came from a block nor was kept from the version before or from stock. */
function inventedNumber(stores: Stores, licence: Licence, used: ReadonlySet<string>): boolean {
  if (licence.origin !== 'issued' || used.has(`${licence.kind} ${licence.number}`)) return false
  return !stores.licences
    .lineage(licence.lineageId)
    .some(
      other => other.version < licence.version && other.number === licence.number && other.origin === 'stock',
    )
}

/** Compares every block with the uses recorded of it and with the licences: gaps, doubles, and numbers that nobody lent. */
export function auditBlocks(ports: AuditBlocksPorts) {
  return async (_actor: Actor): Promise<BlockAudit> => {
    const states = ports.db.read(stores => stores.numbers.blocks())
    const faults: BlockFault[] = [...overlaps(states)]
    const used = new Set<string>()
    let uses = 0
    for (const state of states) {
      const known = ports.db.read(stores => stores.numbers.uses(state.block.blockId))
      ports.db.read(stores => {
        const skips = stores.numbers.skips(state.block.blockId)
        const places = new Set(known.map(use => use.index))
        faults.push(...gaps(state, known, skips))
        faults.push(...skips.flatMap(skip => skipFaults(stores, state, skip, places)))
      })
      for (let from = 0; from < known.length; from += SLICE) {
        const slice = known.slice(from, from + SLICE)
        for (const use of slice) used.add(`${state.block.kind} ${use.number}`)
        ports.db.read(stores => faults.push(...slice.flatMap(use => useFaults(stores, state, use))))
        uses += slice.length
        await ports.turns.next()
      }
    }
    const licences = await compareLicences(ports, used, faults)
    return { blocks: states.length, used: uses, licences, faults: faults.slice(0, MAX_FAULTS) }
  }
}

async function compareLicences(
  ports: AuditBlocksPorts,
  used: ReadonlySet<string>,
  faults: BlockFault[],
): Promise<number> {
  const today = civilDateOf(ports.clock.now())
  let compared = 0
  let after: string | null = null
  do {
    const page = ports.db.read(stores => {
      const query = after === null ? { limit: SLICE } : { limit: SLICE, after }
      const found = stores.licences.search(query, today)
      for (const { id } of found.items) {
        const licence = stores.licences.get(id)
        if (licence && inventedNumber(stores, licence, used))
          faults.push(fault('number-not-lent', null, licence.number))
      }
      return found
    })
    compared += page.items.length
    after = page.cursor
    await ports.turns.next()
  } while (after !== null && faults.length < MAX_FAULTS)
  return compared
}
