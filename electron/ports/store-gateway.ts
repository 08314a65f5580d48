import { type KindId } from '../../shared/domain/kinds/kind.ts'
import { type OutboxRecord } from '../../shared/domain/sync/chain.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Json } from '../../shared/kernel/canonical-json.ts'
import { type CivilDate, type Instant } from '../../shared/kernel/instant.ts'
import { type Result } from '../../shared/kernel/result.ts'

/** Why the store gave no answer that could be taken; never a success. */
export const GATEWAY_CODES = [
  /** No network, no such address, nobody listens. */
  'store-unreachable',
  'store-timeout',
  /** The connection broke in the middle: what was asked may have been done. */
  'store-cut-off',
  /** Whoever answers is not the paired store: a portal, a proxy, somebody else. */
  'store-not-genuine',
  /** A certificate is out of its days: a clock is wrong, here or there. */
  'store-clock',
  /** The store does not take this workstation's certificate. */
  'certificate-refused',
  'store-busy',
  'store-fault',
  /** An answer that is none of the protocol. */
  'store-garbage',
  /** Refused under a code that this program does not know of this question. */
  'store-refused',
] as const

export type GatewayCode = (typeof GATEWAY_CODES)[number]

export type GatewayAnswer<T, Code extends string = never> = Promise<Result<T, AppError<GatewayCode | Code>>>

/** A key of the workstation's own, its private part sealed. */
export interface ClientKey {
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array
  readonly sealedKey: string
}

/** All that is needed to speak to the paired store. */
export interface StoreLink {
  /** `https://store.example:8443` */
  readonly address: string
  /** DER. Nothing is trusted but through it. */
  readonly root: Uint8Array
  readonly certificate: Uint8Array
  readonly sealedKey: string
}

export interface IssuedCertificate {
  readonly certificate: Uint8Array
  readonly root: Uint8Array
  readonly validUntil: Instant
}

export interface PairedOffice {
  readonly workstationId: string
  readonly officeName: string
  readonly officeCode: string
  readonly region: string
}

export interface PairRequest {
  readonly address: string
  /** The root that the code vouches for. */
  readonly root: Uint8Array
  readonly secret: Uint8Array
  readonly workstationId: string
  readonly officeCode: string
  readonly key: ClientKey
}

export type PairCode =
  | 'pairing-code-unknown'
  | 'pairing-code-used'
  | 'pairing-code-expired'
  | 'pairing-other-workstation'
  | 'pairing-other-office'
  | 'pairing-key-unfit'

export interface HeldFile {
  readonly sha256: string
  /** Bytes from the start on that the store holds. */
  readonly have: number
  readonly whole: boolean
}

export interface StoreChange {
  readonly cursor: number
  readonly type: string
  readonly at: Instant
  readonly body: Json
}

export interface DaySummary {
  readonly day: CivilDate
  readonly count: number
  readonly digest: string
}

export interface HeldRecord {
  readonly seq: number
  readonly recordId: string
  readonly hash: string
  readonly verdict: 'accepted' | 'returned'
}

/** What the paired store is asked. Every question may be put twice: the store does what it asks once. */
export interface StoreConnection {
  about(): GatewayAnswer<{ readonly name: string; readonly now: Instant }>
  /** @returns the signed receipt */
  send(batch: {
    readonly batchId: string
    readonly head: { readonly seq: number; readonly hash: string }
    readonly records: readonly OutboxRecord[]
  }): GatewayAnswer<string, 'chain-broken' | 'batch-differs'>
  receipt(batchId: string): GatewayAnswer<string, 'batch-unknown'>
  held(files: readonly string[]): GatewayAnswer<readonly HeldFile[]>
  putPiece(piece: {
    readonly sha256: string
    readonly offset: number
    readonly total: number
    readonly bytes: Uint8Array
  }): GatewayAnswer<HeldFile, 'file-offset-wrong' | 'file-digest-wrong'>
  renew(key: ClientKey, workstationId: string): GatewayAnswer<IssuedCertificate, 'pairing-key-unfit'>
  /** @returns the signed block */
  lease(request: {
    readonly requestId: string
    readonly kind: KindId
    readonly selector: Readonly<Record<string, string>>
    readonly count: number
  }): GatewayAnswer<
    string,
    | 'block-selector-unfit'
    | 'block-series-unknown'
    | 'block-series-dry'
    | 'block-allowance-spent'
    | 'request-differs'
  >
  giveBack(
    blockId: string,
    next: number,
  ): GatewayAnswer<{ readonly given: number }, 'block-unknown' | 'block-given-back' | 'block-number-used'>
  changes(after: number): GatewayAnswer<{ readonly changes: readonly StoreChange[]; readonly more: boolean }>
  revocationList(): GatewayAnswer<Uint8Array, 'list-not-made'>
  /** The days that differ, as the store has them. */
  differingDays(
    from: CivilDate,
    to: CivilDate,
    days: readonly DaySummary[],
  ): GatewayAnswer<readonly DaySummary[], 'period-too-long'>
  heldOfDay(
    day: CivilDate,
    after: number,
  ): GatewayAnswer<{ readonly records: readonly HeldRecord[]; readonly more: boolean }>
  close(): void
}

/** The way to the national store; the ministry's own would be a second one. Nothing else in the program opens a connection. */
export interface StoreGateway {
  newKey(): ClientKey
  /** The root behind an address, DER, told nothing: whoever asks checks it before anything is said. */
  rootAt(address: string): GatewayAnswer<Uint8Array>
  pair(request: PairRequest): GatewayAnswer<IssuedCertificate & { readonly office: PairedOffice }, PairCode>
  connect(link: StoreLink): StoreConnection
}
