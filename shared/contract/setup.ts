import { z } from 'zod'
import { type Instant } from '../kernel/instant.ts'
import { type Words } from '../kernel/words.ts'
import { type BackupLine } from './backups.ts'
import { channel, openChannel } from './define.ts'
import { OPEN_CODES, type SessionView } from './session.ts'
import { nothing, passwordText, shortText } from './text.ts'

export interface OfficeMade {
  readonly session: SessionView
  /** Opens the data where no password does (another machine, a restored backup): to be written down and locked away. */
  readonly recoverySecret: string
}

export type SetupStepId = 'secret' | 'office' | 'roots' | 'seals' | 'people' | 'blocks' | 'backups'

export interface SetupStep {
  readonly id: SetupStepId
  readonly done: boolean
  /** What is missing, or what is worth knowing though nothing is. */
  readonly notes: readonly Words[]
}

/** How far the office is set up, read off what is there. */
export interface SetupProgress {
  readonly steps: readonly SetupStep[]
  /** Whether a licence can be issued from start to end. */
  readonly canIssue: boolean
}

export interface RestoreDone {
  readonly session: SessionView
  readonly madeAt: Instant
  readonly licences: number
  readonly checks: readonly { readonly code: string; readonly ok: boolean; readonly text: Words }[]
  /** Damaged copies that were left out. */
  readonly leftOut: readonly string[]
  /** Blocks that no number is taken from until an administrator says so. */
  readonly heldBlocks: readonly string[]
}

const place = z.string().min(1).max(1_000)

/** The first start, and what is left to do after it. */
export const setupContract = {
  'setup.demo': openChannel<SessionView>()({ input: nothing, errors: OPEN_CODES }),
  'setup.office': openChannel<OfficeMade>()({
    input: z.strictObject({ login: shortText, name: shortText, password: passwordText }),
    errors: [
      ...OPEN_CODES,
      'users-exist',
      'login-invalid',
      'login-taken',
      'person-name-invalid',
      'roles-invalid',
      'password-too-weak',
      'password-too-long',
      'password-unusable',
      'sign-in-refused',
      'account-locked',
    ],
  }),
  /** What lies at a place, for whoever has no office yet and wants one back. */
  'setup.backupsAt': openChannel<readonly BackupLine[]>()({
    input: z.strictObject({ place }),
    errors: ['office-there'],
  }),
  'setup.restore': openChannel<RestoreDone>()({
    input: z.strictObject({
      place,
      name: shortText,
      /** Of the office whose backup it is; not needed for a demonstration's. */
      secret: passwordText,
      acceptDamagedCopies: z.boolean(),
    }),
    errors: [
      ...OPEN_CODES,
      'office-there',
      'backup-not-found',
      'target-not-empty',
      'backup-damaged',
      'restore-not-written',
      'backup-key-wrong',
      'backup-database-damaged',
      'backup-from-future',
    ],
  }),
  'setup.progress': channel<SetupProgress>()({ input: nothing }),
  /** Shows the recovery secret again to an administrator who gives his password; the journal keeps that it was shown. */
  'setup.showSecret': channel<{ readonly recoverySecret: string }>()({
    input: z.strictObject({ password: passwordText }),
    errors: ['old-password-wrong', 'account-locked', 'user-unknown', 'secret-not-here'],
  }),
  /** The secret typed back from the paper: proves that it was written down right. */
  'setup.proveSecret': channel<null>()({
    input: z.strictObject({ typed: passwordText }),
    errors: ['secret-typed-wrong', 'secret-not-here'],
  }),
} as const
