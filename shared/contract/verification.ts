import { z } from 'zod'
import { type ShownStatus } from '../domain/licence/licence.ts'
import { type Conclusion } from '../domain/seal/conclusion.ts'
import { type VerificationReport } from '../domain/seal/verification.ts'
import { type Words } from '../kernel/words.ts'
import { channel } from './define.ts'
import { type DocumentLink, type WrittenFile } from './files.ts'
import { idText } from './text.ts'

/** No larger file is judged; the verifier has the same limit. */
export const MAX_JUDGED_BYTES = 200 * 1024 * 1024

/** Verdicts in one report, and as many are kept. Our default. */
export const MAX_REPORTED = 1_000

/** What the register of this office says of the file. */
export interface RegisterAnswer {
  readonly licenceId: string
  readonly number: string
  readonly shown: ShownStatus
  readonly sameFile: boolean
  /** Fields in which the file differs from the register. */
  readonly differs: readonly string[]
  /** The same with both sides, personal data of the register masked. */
  readonly differences: readonly {
    readonly name: string
    readonly label: Words
    readonly inFile: string
    readonly inRegister: string
  }[]
  readonly specimen: boolean
}

export interface FileVerdict {
  /** Under which the verdict can be written down, for as long as the person is at the window. */
  readonly id: string
  /** The verdict in plain words, the register's word included. */
  readonly conclusion: Conclusion
  readonly fileName: string
  readonly sha256: string
  readonly report: VerificationReport
  readonly register: RegisterAnswer | null
  /** The file itself, to look at; null where it is no PDF. */
  readonly document: DocumentLink | null
}

export const verificationContract = {
  'verification.verify': channel<FileVerdict>()({
    input: z.strictObject({ upload: idText }),
    errors: ['upload-unknown'],
  }),
  /** The verdicts on files as a text that can be kept or printed. */
  'verification.report': channel<WrittenFile>()({
    input: z.strictObject({ ids: z.array(idText).min(1).max(MAX_REPORTED) }),
    errors: ['verdict-unknown', 'file-not-written'],
  }),
} as const
