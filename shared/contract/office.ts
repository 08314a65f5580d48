import { z } from 'zod'
import { type Office } from '../domain/office.ts'
import { type AppError } from '../kernel/app-error.ts'
import { type Instant } from '../kernel/instant.ts'
import { channel } from './define.ts'
import { ENVELOPE_CODES } from './blocks.ts'
import { type DocumentLink, type WrittenFile } from './files.ts'
import { idText, longText, nothing, shortText } from './text.ts'

export interface HealthView {
  readonly notes: readonly { readonly severity: 'fault' | 'warning'; readonly error: AppError }[]
}

export interface OfficeSetUp {
  readonly office: Office
  readonly warnings: readonly AppError[]
}

/** A root that the office trusts. */
export interface TrustRoot {
  readonly name: string
  readonly subject: string
  readonly issuer: string
  readonly notBefore: Instant
  readonly notAfter: Instant
  /** SHA-256, lower-case hexadecimal. */
  readonly fingerprint: string
}

/** What an administrator has set for the office. */
export interface OfficeView {
  readonly office: Office | null
  readonly roots: readonly TrustRoot[]
  /** Null draws no emblem. */
  readonly emblem: DocumentLink | null
  readonly packVersion: string
}

/** Minutes without a key or a mouse until the window locks. Our default is 10. */
export const IDLE_LOCK = { least: 1, most: 120, usual: 10 } as const

export const officeContract = {
  'office.setUp': channel<OfficeSetUp>()({
    input: z.strictObject({
      office: z.strictObject({
        name: shortText,
        code: shortText,
        region: shortText,
        level: z.enum(['ministry', 'province', 'city', 'county']),
        workstationId: shortText,
      }),
      /** Uploads: roots that the office trusts, PEM or DER. */
      trustAnchors: z.array(idText).max(20),
    }),
    errors: [
      'upload-unknown',
      'office-name-invalid',
      'office-code-invalid',
      'office-region-unknown',
      'workstation-id-invalid',
      'trust-anchor-unreadable',
      'office-set-already',
      'office-in-use',
    ],
  }),
  'office.view': channel<OfficeView>()({ input: nothing }),
  'office.addRoots': channel<readonly TrustRoot[]>()({
    input: z.strictObject({ upload: idText }),
    errors: [
      'upload-unknown',
      'trust-anchor-unreadable',
      'trust-anchor-no-root',
      'trust-anchor-expired',
      'trust-anchor-known',
    ],
  }),
  'office.removeRoot': channel<readonly TrustRoot[]>()({
    input: z.strictObject({ fingerprint: z.string().max(64), reason: longText }),
    errors: ['trust-anchor-unknown', 'reason-missing'],
  }),
  /** `whole` goes through the database too, which takes ten seconds at a million licences: an administrator's wish, not a desk's. */
  'office.health': channel<HealthView>()({ input: z.strictObject({ whole: z.boolean() }) }),
  'office.helpBundle': channel<WrittenFile>()({ input: nothing, errors: ['help-bundle-not-written'] }),
  'office.importStandardPack': channel<{ readonly version: string; readonly signer: string }>()({
    input: z.strictObject({ upload: idText }),
    errors: [
      ...ENVELOPE_CODES,
      'upload-unknown',
      'pack-too-large',
      'pack-unreadable',
      'pack-of-another-schema',
      'pack-invalid',
      'pack-inconsistent',
      'office-not-set-up',
      'pack-older',
      'pack-in-force',
    ],
  }),
  'office.setEmblem': channel<null>()({
    input: z.strictObject({ picture: idText }),
    errors: ['upload-unknown', 'picture-unusable', 'office-not-set-up'],
  }),
  'office.confirmClock': channel<Instant>()({
    input: z.strictObject({ reason: longText }),
    errors: ['reason-missing'],
  }),
  'office.setIdleLock': channel<null>()({
    input: z.strictObject({ minutes: z.int().min(IDLE_LOCK.least).max(IDLE_LOCK.most) }),
  }),
} as const
