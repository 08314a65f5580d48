import { type ChainFault } from '../../../shared/domain/sync/chain.ts'
import { assertNever } from '../../../shared/kernel/assert-never.ts'
import { words, type Words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { type Turns } from '../../ports/platform.ts'
import { type ChainStore, type WalkedChain } from '../../ports/stores/chains.ts'
import { type BasePorts } from '../common/ports.ts'

export interface ChainReport {
  readonly ok: boolean
  readonly records: number
  readonly lastHash: string
  readonly text: Words
  readonly faults: readonly (ChainFault & { readonly text: Words })[]
}

function faultText({ seq, fault }: ChainFault): Words {
  switch (fault) {
    case 'gap':
      return words(`第 ${seq} 条缺失`, `Record ${seq} is missing`)
    case 'hash-wrong':
      return words(`第 ${seq} 条的内容被改动过`, `Record ${seq} was changed`)
    case 'link-wrong':
      return words(`第 ${seq} 条接不上前一条`, `Record ${seq} does not follow the one before it`)
    default:
      return assertNever(fault)
  }
}

/** Walks a chain in slices, with turns between them, and says in words what it found. */
export async function chainReport(
  { db, turns }: Pick<BasePorts, 'db'> & { readonly turns: Turns },
  chainOf: (stores: Stores) => Pick<ChainStore<never, unknown>, 'walk'>,
  name: Words,
): Promise<ChainReport> {
  const walk = db.read(stores => chainOf(stores).walk())
  let step = db.read(() => walk.next())
  while (!step.done) {
    await turns.next()
    step = db.read(() => walk.next())
  }
  return inWords(step.value, name)
}

function inWords({ records, lastHash, faults }: WalkedChain, name: Words): ChainReport {
  const text =
    faults.length === 0
      ? words(`${name.zh}完好，共 ${records} 条`, `${name.en} is whole: ${records} records`)
      : words(
          `${name.zh}有 ${faults.length} 处不符，请保留数据目录并联系管理员`,
          `${name.en} is broken in ${faults.length} places: keep the data folder and call the administrator`,
        )
  return {
    ok: faults.length === 0,
    records,
    lastHash,
    text,
    faults: faults.map(fault => ({ ...fault, text: faultText(fault) })),
  }
}
