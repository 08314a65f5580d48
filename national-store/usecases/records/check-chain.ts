import { CHAIN_START, chainText, type OutboxRecord } from '../../../shared/domain/sync/chain.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Digest } from '../../ports/digest.ts'
import { type KeptRecord } from './chain-rows.ts'

export interface Head {
  readonly seq: number
  readonly hash: string
}

/** `hash-wrong`: not what its hash says. `other-kept`: the store holds another one. `link-wrong`: does not follow its neighbour. */
type Fault = 'hash-wrong' | 'other-kept' | 'link-wrong'

export type ChainBroken = AppError<'chain-broken'>

const broken = (seq: number, fault: Fault): ChainBroken =>
  appError(
    'chain-broken',
    words(
      `第 ${seq} 号记录与国家库已有的记录链对不上，整批未收`,
      `record ${seq} does not fit the chain that the store holds; nothing of the batch was taken`,
    ),
    {
      next: words(
        '请不要重发；在“上报队列”中核验本机记录链，并联系国家库运维核对',
        'do not send it again: check the chain of this workstation and ask those who run the store',
      ),
      data: { seq, fault },
    },
  )

/** Whether every record is what its hash says. */
export function hashFault(digest: Digest, records: readonly OutboxRecord[]): ChainBroken | undefined {
  for (const { hash, ...record } of records)
    if (digest.sha256(chainText(record)) !== hash) return broken(record.seq, 'hash-wrong')
  return undefined
}

type Link = Pick<OutboxRecord, 'seq' | 'recordId' | 'hash' | 'prevHash'>

/** Takes a record in where no other one is under its number or its id. */
function placed(bySeq: Map<number, Link>, byId: Map<string, Link>, record: Link): boolean {
  const there = bySeq.get(record.seq) ?? record
  const same = byId.get(record.recordId) ?? record
  if (there.hash !== record.hash || same.hash !== record.hash) return false
  bySeq.set(record.seq, record)
  byId.set(record.recordId, record)
  return true
}

/** Whether the records, what the store holds beside them, and the head are of one chain. */
export function chainFault(
  records: readonly OutboxRecord[],
  kept: readonly KeptRecord[],
  head: Head,
): ChainBroken | undefined {
  const bySeq = new Map<number, Link>()
  const byId = new Map<string, Link>()
  for (const record of kept) placed(bySeq, byId, record)
  for (const record of records) if (!placed(bySeq, byId, record)) return broken(record.seq, 'other-kept')
  for (const { seq, prevHash, hash } of records) {
    const before = seq === 1 ? CHAIN_START : bySeq.get(seq - 1)?.hash
    const after = bySeq.get(seq + 1)?.prevHash
    if (before !== undefined && before !== prevHash) return broken(seq, 'link-wrong')
    if (after !== undefined && after !== hash) return broken(seq, 'link-wrong')
  }
  const atHead = bySeq.get(head.seq)
  return atHead && atHead.hash !== head.hash ? broken(head.seq, 'other-kept') : undefined
}
