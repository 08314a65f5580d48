import { z } from 'zod'
import { type BlockState } from '../domain/numbering/block.ts'
import { type Words } from '../kernel/words.ts'
import { channel } from './define.ts'
import { idText, longText, nothing } from './text.ts'

export interface BlockLine extends BlockState {
  readonly used: number
  readonly free: number
  readonly nextNumber: string | null
  readonly shown: 'usable' | 'low' | 'dry' | 'expired' | 'held'
  readonly warning: Words | null
}

export interface BlockAudit {
  readonly blocks: number
  readonly used: number
  readonly licences: number
  readonly faults: readonly {
    readonly code: string
    readonly blockId: string | null
    readonly number: string
    readonly text: Words
  }[]
}

export const ENVELOPE_CODES = [
  'envelope-unreadable',
  'envelope-wrong-type',
  'envelope-signature-invalid',
  'envelope-signer-untrusted',
  'envelope-signer-expired',
] as const

export const blocksContract = {
  'blocks.list': channel<readonly BlockLine[]>()({ input: nothing }),
  'blocks.import': channel<{ readonly state: BlockState; readonly held: boolean }>()({
    input: z.strictObject({ upload: idText }),
    errors: [
      ...ENVELOPE_CODES,
      'upload-unknown',
      'block-unreadable',
      'block-template-invalid',
      'block-overflows',
      'block-selector-unfit',
      'block-pattern-unfit',
      'office-not-set-up',
      'block-file-too-large',
      'block-other-workstation',
      'block-other-issuer',
      'block-expired',
      'block-imported-already',
      'block-overlaps',
      'block-number-in-use',
    ],
  }),
  'blocks.release': channel<null>()({
    input: z.strictObject({ blockIds: z.array(idText).min(1).max(100), reason: longText }),
    errors: ['block-not-held', 'reason-missing'],
  }),
  'blocks.audit': channel<BlockAudit>()({ input: nothing }),
} as const
