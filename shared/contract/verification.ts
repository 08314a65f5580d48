import { z } from 'zod'
import { type ShownStatus } from '../domain/licence/licence.ts'
import { type VerificationReport } from '../domain/seal/verification.ts'
import { channel } from './define.ts'
import { type DocumentLink } from './files.ts'
import { idText } from './text.ts'

/** What the register of this office says of the file. */
export interface RegisterAnswer {
  readonly licenceId: string
  readonly number: string
  readonly shown: ShownStatus
  readonly sameFile: boolean
  /** Fields in which the file differs from the register. */
  readonly differs: readonly string[]
}

export interface FileVerdict {
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
    errors: ['upload-unknown', 'file-too-large'],
  }),
} as const
