import { type Instant } from '../kernel/instant.ts'

/** "已打印" is said by the clerk: the result of an attempt is its own act, after paper really came out. */
export interface PrintAct {
  readonly id: string
  readonly licenceId: string
  /** `sent` went to a printer or file; `good` and `spoilt` are the clerk's word. */
  readonly result: 'sent' | 'good' | 'spoilt'
  readonly purpose: 'print' | 'overprint'
  readonly spoiltReason: string | null
  /** Serial of the licence paper, where it has one. */
  readonly sheetSerial: string | null
  /** Why it was printed again; null for the first time. */
  readonly reprintReason: string | null
  readonly at: Instant
  readonly settledAt: Instant | null
  readonly byName: string
}

export interface HandOver {
  readonly id: string
  readonly licenceId: string
  readonly at: Instant
  readonly byName: string
  readonly receiverName: string
  /** Masked code of the receiver's paper, as checked at the counter; null when none was asked for. */
  readonly receiverCode: string | null
  readonly note: string | null
}

/** The serial of a sheet as it is compared: half width, capitals, without blanks; null where the paper has none. */
export function sheetSerialOf(text: string | undefined): string | null {
  const serial = (text ?? '')
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .toUpperCase()
  return serial === '' ? null : serial
}

/** How far the paper of a licence is: `asked` waits for the clerk's word on a sheet that went to the printer. */
export type PaperState = 'none' | 'asked' | 'good' | 'handed-over'

/** What the acts on a licence's paper come to. */
export function paperOf(prints: readonly PrintAct[], handOvers: readonly HandOver[]): PaperState {
  if (prints.some(act => act.result === 'sent')) return 'asked'
  const good = prints.filter(act => act.result === 'good').length
  if (good === 0) return 'none'
  return handOvers.length < good ? 'good' : 'handed-over'
}
