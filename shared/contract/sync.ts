import { z } from 'zod'
import { type Trouble } from '../domain/sync/back-off.ts'
import { type AppError } from '../kernel/app-error.ts'
import { type Instant } from '../kernel/instant.ts'
import { type Words } from '../kernel/words.ts'
import { channel } from './define.ts'
import { nothing, seqNumber, shortText } from './text.ts'

/** How the reporting stands, as the workstation knows it without asking the store. */
export interface SyncView {
  /** Null while the workstation is paired with no store: everything waits. */
  readonly store: { readonly name: string; readonly address: string; readonly validUntil: Instant } | null
  readonly running: boolean
  /** Records that wait, and those that were ever accepted or returned. */
  readonly counts: { readonly waiting: number; readonly accepted: number; readonly returned: number }
  readonly oldest: { readonly seq: number; readonly at: Instant } | null
  /** Returned records that nothing has taken the place of; at most a thousand are counted. */
  readonly open: number
  readonly run: {
    /** Tries in a row that failed. */
    readonly failures: number
    readonly trouble: Trouble | null
    readonly answer: AppError | null
    readonly lastGood: Instant | null
    readonly nextTry: Instant | null
  }
  /** What happened at the store and has to be seen here. */
  readonly notices: readonly {
    readonly cursor: number
    readonly at: Instant
    readonly notice: Words | null
  }[]
}

/** Why a store could not be asked. */
const STORE_CODES = [
  'store-unreachable',
  'store-timeout',
  'store-cut-off',
  'store-not-genuine',
  'store-clock',
  'certificate-refused',
  'store-busy',
  'store-fault',
  'store-garbage',
  'store-refused',
] as const

const PAIRING_CODES = [
  'pairing-code-unknown',
  'pairing-code-used',
  'pairing-code-expired',
  'pairing-other-workstation',
  'pairing-other-office',
  'pairing-key-unfit',
  'office-not-set-up',
  'paired-already',
  'address-unfit',
  'pairing-code-unreadable',
  'pairing-other-root',
] as const

export const syncContract = {
  'sync.view': channel<SyncView>()({ input: nothing }),
  /** Begins at once, in the background; `sync.changed` tells how it goes. */
  'sync.now': channel<null>()({ input: nothing, errors: ['not-paired'] }),
  'sync.seen': channel<null>()({ input: z.strictObject({ cursor: seqNumber }) }),
  'sync.pair': channel<null>()({
    input: z.strictObject({ address: shortText, code: shortText }),
    errors: [...STORE_CODES, ...PAIRING_CODES],
  }),
  'sync.unpair': channel<null>()({ input: nothing, errors: ['not-paired'] }),
} as const
