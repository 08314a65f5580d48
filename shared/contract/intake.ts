import { z } from 'zod'
import { APPLICATION_STATES, type Application } from '../domain/application/application.ts'
import { type FieldFinding } from '../domain/kinds/finding.ts'
import { type FieldValue, type KindId } from '../domain/kinds/kind.ts'
import { type Page } from '../domain/licence/licence.ts'
import { type Instant } from '../kernel/instant.ts'
import { type Json } from '../kernel/canonical-json.ts'
import { type Words } from '../kernel/words.ts'
import { channel } from './define.ts'
import { type DocumentLink } from './files.ts'
import { idText, longText, pageSize, shortText } from './text.ts'
import { applicationEvent, fieldValues, kindId } from './values.ts'

export interface PrefillOffer {
  readonly field: string
  readonly value: FieldValue
  /** Which licence says so. */
  readonly identifier: string | null
  readonly number: string
  readonly kind: KindId
}

export interface WaiverOffer {
  readonly materialId: string
  readonly identifier: string
  readonly kind: string
  readonly number: string
}

export interface Offers {
  readonly prefill: readonly PrefillOffer[]
  readonly waivers: readonly WaiverOffer[]
}

export interface HistoryLine {
  readonly seq: number
  readonly at: Instant
  readonly byName: string
  readonly action: string
  readonly text: Words
  readonly detail: Json
}

const one = z.strictObject({ applicationId: idText })
const edit = one.extend({ seenRevision: z.int().min(0) })
const EDIT = ['application-not-found', 'application-state-wrong', 'revision-stale'] as const
const NOT_FOUND = ['application-not-found'] as const

export const intakeContract = {
  'intake.start': channel<Application>()({
    input: z.strictObject({ kind: kindId, event: applicationEvent, licenceId: idText.exactOptional() }),
    errors: [
      'office-missing',
      'event-not-allowed',
      'licence-not-found',
      'licence-not-newest',
      'licence-kind-wrong',
      'status-unfit',
    ],
  }),
  'intake.saveDraft': channel<Application>()({
    input: edit.extend({ values: fieldValues }),
    errors: [...EDIT, 'field-unknown', 'value-too-long', 'photo-not-attached'],
  }),
  'intake.setMaterial': channel<Application>()({
    input: edit.extend({ materialId: idText, state: z.enum(['submitted', 'waived', 'missing']) }),
    errors: [...EDIT, 'material-unknown', 'waiver-not-founded'],
  }),
  /** The photo as it was cropped, base64. */
  'intake.attachPhoto': channel<Application>()({
    input: edit.extend({ base64: z.string().max(3_000_000) }),
    errors: [
      ...EDIT,
      'photo-not-asked',
      'photo-unreadable',
      'photo-format',
      'photo-size',
      'photo-pixels',
      'photo-shape',
    ],
  }),
  'intake.photo': channel<DocumentLink>()({
    input: one.extend({ field: idText }),
    errors: [...NOT_FOUND, 'photo-missing'],
  }),
  'intake.check': channel<readonly FieldFinding[]>()({ input: one, errors: NOT_FOUND }),
  'intake.offers': channel<Offers>()({ input: one, errors: NOT_FOUND }),
  /** What is wrong with it stands in `intake.check`. */
  'intake.submit': channel<Application>()({ input: edit, errors: [...EDIT, 'application-faulty'] }),
  'intake.abandon': channel<Application>()({
    input: edit.extend({ reason: longText }),
    errors: [...EDIT, 'reason-missing'],
  }),
  'intake.list': channel<Page<Application>>()({
    input: z.strictObject({
      states: z.array(z.enum(APPLICATION_STATES)).max(6).exactOptional(),
      kind: kindId.exactOptional(),
      makerId: idText.exactOptional(),
      text: shortText.exactOptional(),
      limit: pageSize,
      after: shortText.exactOptional(),
    }),
    errors: ['limit-wrong'],
  }),
  'intake.open': channel<Application>()({ input: one, errors: NOT_FOUND }),
  'intake.history': channel<readonly HistoryLine[]>()({ input: one, errors: NOT_FOUND }),
} as const
