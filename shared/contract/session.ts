import { z } from 'zod'
import { type Office } from '../domain/office.ts'
import { type Actor } from '../domain/people/user.ts'
import { type AppError } from '../kernel/app-error.ts'
import { channel, openChannel } from './define.ts'
import { nothing, passwordText, shortText } from './text.ts'

/**
 * `first-start`: no office yet. `closed`: an office's data lie there, sealed until somebody signs in. `signed-out`: open,
 * nobody at it. `locked`: somebody is signed in and away.
 */
export type SessionStage = 'first-start' | 'closed' | 'signed-out' | 'locked' | 'signed-in'

/** Which office's data the window works on. */
export type Place = 'office' | 'demo'

export interface DemoPerson {
  readonly login: string
  readonly name: string
  readonly password: string
}

/** Where somebody is in the page, and at what there: a field of a form, a row of a list. */
export interface PageSpot {
  readonly path: string
  readonly at: string | null
}

export interface SessionView {
  readonly stage: SessionStage
  readonly place: Place
  readonly office: Office | null
  readonly actor: Actor | null
  /** Where the person at the window last was: a page that is loaded anew goes there. */
  readonly spot: PageSpot | null
  /** People of the demonstration office, passwords too: they are printed in the README. Empty in a real office. */
  readonly demoPeople: readonly DemoPerson[]
  /** PIN of the demonstration seals; null in a real office. */
  readonly demoPin: string | null
  /** What a start after a crash found, for people to see. */
  readonly alarms: readonly AppError[]
  readonly idleLockMinutes: number
  readonly version: string
  /** Where the data lie, as a person may want to see it. */
  readonly dataDir: string
}

const SIGN_IN = ['sign-in-refused', 'account-locked'] as const

/** Why the data do not open, whatever opens them. */
export const OPEN_CODES = [
  'data-folder-missing',
  'data-folder-not-empty',
  'data-key-missing',
  'data-key-damaged',
  'secret-wrong',
  'secret-needed',
  'pack-changed',
  'pack-too-large',
  'pack-unreadable',
  'pack-of-another-schema',
  'pack-invalid',
  'pack-inconsistent',
  'database-busy',
  'database-key',
  'database-damaged',
  'database-missing',
  'database-from-future',
  'disk-full',
  'disk-error',
] as const

export const sessionContract = {
  'session.state': openChannel<SessionView>()({ input: nothing }),
  'session.signIn': openChannel<SessionView>()({
    input: z.strictObject({
      login: shortText,
      password: passwordText,
      /** The office's recovery secret, asked once of a person whom this machine does not know yet. */
      secret: passwordText.exactOptional(),
    }),
    errors: [...SIGN_IN, ...OPEN_CODES],
  }),
  'session.signOut': openChannel<SessionView>()({ input: nothing }),
  'session.lock': openChannel<SessionView>()({ input: nothing }),
  'session.unlock': openChannel<SessionView>()({
    input: z.strictObject({ password: passwordText }),
    errors: [...SIGN_IN, 'nobody-locked'],
  }),
  /** The person did something: the idle lock counts anew. */
  'session.touch': channel<null>()({ input: nothing }),
  /** The person is there in the page now. Kept by the core while the session lasts, and in no file. */
  'session.spot': channel<null>()({
    input: z.strictObject({
      path: z.string().startsWith('/').max(2_000),
      at: z.string().max(200).nullable(),
    }),
  }),
  'session.changePassword': channel<null>()({
    input: z.strictObject({ oldPassword: passwordText, newPassword: passwordText }),
    errors: [
      'old-password-wrong',
      'password-same',
      'account-locked',
      'user-unknown',
      'password-too-weak',
      'password-too-long',
      'password-unusable',
    ],
  }),
  'session.choosePlace': openChannel<SessionView>()({
    input: z.strictObject({ place: z.enum(['office', 'demo']) }),
    errors: OPEN_CODES,
  }),
} as const
