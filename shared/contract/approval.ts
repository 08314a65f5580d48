import { z } from 'zod'
import { type Application, type ReturnReason } from '../domain/application/application.ts'
import { type FieldFinding } from '../domain/kinds/finding.ts'
import { type Licence } from '../domain/licence/licence.ts'
import { type Words } from '../kernel/words.ts'
import { channel } from './define.ts'
import { type DocumentLink } from './files.ts'
import { idText } from './text.ts'

/** One field that the application would change, both sides as a person reads them. */
export interface Difference {
  readonly field: string
  readonly label: Words
  readonly before: string
  readonly after: string
}

export interface Review {
  readonly application: Application
  readonly present: Licence | null
  readonly differences: readonly Difference[]
  readonly findings: readonly FieldFinding[]
  /** What the reader has written for a return that is not made yet. */
  readonly written: readonly ReturnReason[]
}

const decision = z.strictObject({ applicationId: idText, seenRevision: z.int().min(0) })
const reasons = z.array(z.strictObject({ field: idText.nullable(), text: z.string().max(5_000) })).max(50)
const DECIDE = [
  'application-not-found',
  'application-state-wrong',
  'revision-stale',
  'maker-is-checker',
] as const

export const approvalContract = {
  'approval.review': channel<Review>()({
    input: z.strictObject({ applicationId: idText }),
    errors: ['application-not-found'],
  }),
  /** The photo of the present licence, beside that of the application. */
  'approval.presentPhoto': channel<DocumentLink>()({
    input: z.strictObject({ applicationId: idText, field: idText }),
    errors: ['application-not-found', 'photo-missing'],
  }),
  'approval.approve': channel<Application>()({ input: decision, errors: [...DECIDE, 'application-faulty'] }),
  'approval.return': channel<Application>()({
    input: decision.extend({ reasons }),
    errors: [...DECIDE, 'reason-missing', 'reason-too-long', 'field-unknown'],
  }),
  /** Keeps the reasons of a return as they are written, for the one who writes them. */
  'approval.keepReasons': channel<null>()({
    input: z.strictObject({ applicationId: idText, reasons }),
    errors: ['application-not-found'],
  }),
} as const
