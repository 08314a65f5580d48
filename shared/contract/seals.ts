import { z } from 'zod'
import { type Seal, type SealUse } from '../domain/seal/seal.ts'
import { type Words } from '../kernel/words.ts'
import { channel } from './define.ts'
import { type DocumentLink } from './files.ts'
import { KEY_CODES } from './issuing.ts'
import { idText, longText, nothing, pageSize, passwordText, seqNumber, shortText } from './text.ts'

export interface SealLine extends Omit<Seal, 'certificate' | 'containerPath'> {
  readonly shown: Seal['state'] | 'expired' | 'not-yet-valid'
  readonly daysLeft: number
  readonly warning: Words | null
  /** Wrong PINs that it still takes; none: an administrator has to unlock it. */
  readonly triesLeft: number
}

/** A seal as an act on it answers. */
export type SealView = Omit<Seal, 'certificate' | 'containerPath'>

export interface SealUsePage {
  readonly uses: readonly SealUse[]
  /** Pass as `beforeSeq` for the page after this one; null at the end. */
  readonly next: number | null
}

export const sealsContract = {
  'seals.list': channel<readonly SealLine[]>()({ input: nothing }),
  /** Newest first. */
  'seals.uses': channel<SealUsePage>()({
    input: z.strictObject({
      sealId: idText.exactOptional(),
      beforeSeq: seqNumber.exactOptional(),
      limit: pageSize,
    }),
  }),
  /** The picture that is drawn where the seal stands; null draws the plain ring. */
  'seals.picture': channel<DocumentLink | null>()({ input: z.strictObject({ sealId: idText }) }),
  'seals.import': channel<SealView>()({
    input: z.strictObject({
      name: shortText,
      purpose: z.enum(['administrative-licence', 'electronic-licence']),
      container: idText,
      pin: passwordText,
      picture: idText.exactOptional(),
    }),
    errors: [
      ...KEY_CODES,
      'upload-unknown',
      'seal-name-invalid',
      'container-too-large',
      'picture-unreadable',
      'seal-expired',
      'seal-not-yet-valid',
      'seal-cannot-sign',
      'seal-exists',
    ],
  }),
  'seals.setState': channel<SealView>()({
    input: z.strictObject({
      sealId: idText,
      state: z.enum(['active', 'suspended', 'destroyed']),
      reason: longText,
    }),
    errors: ['seal-unknown', 'seal-destroyed', 'reason-missing'],
  }),
  /** After too many wrong PINs. */
  'seals.unlockPin': channel<SealView>()({
    input: z.strictObject({ sealId: idText, reason: longText }),
    errors: ['seal-unknown', 'reason-missing'],
  }),
  'seals.setPicture': channel<SealView>()({
    input: z.strictObject({ sealId: idText, picture: idText }),
    errors: ['upload-unknown', 'picture-unusable', 'seal-unknown', 'seal-destroyed'],
  }),
} as const
