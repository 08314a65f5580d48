import { z } from 'zod'
import { licenceStatusChange } from '../domain/sync/licence-status-change.ts'
import { type Json } from '../kernel/canonical-json.ts'
import { dayText, envelopeText, instantText, workstationEndpoint } from './common.ts'

/** What the store may have to tell a workstation. A type that a workstation does not know yet is kept and passed over. */
export const CHANGE_TYPES = [
  'block',
  'licence-status',
  'revocation-list',
  'pack',
  'finding',
  'objection',
] as const

export const changeSchema = z.strictObject({
  cursor: z.int().min(1),
  type: z.string().max(64),
  at: instantText,
  body: z.json() as unknown as z.ZodType<Json>,
})

export type Change = z.output<typeof changeSchema>

export const CHANGES_PAGE = 200

/** Body of a `licence-status` change. */
export { licenceStatusChange }

/** Body of a `block` change (an envelope of type `number-block`) and of a `pack` change (`standard-pack`). */
export const envelopeChange = z.strictObject({ envelope: envelopeText })

/** Body of a `revocation-list` change: there is a newer list to fetch. */
export const revocationListChange = z.strictObject({ number: z.int().min(1), nextUpdate: dayText })

export const changesApi = {
  since: workstationEndpoint({
    method: 'GET',
    path: '/v1/changes',
    summary: 'What has happened for this workstation and its office behind a cursor, oldest first.',
    query: z.strictObject({ after: z.coerce.number().int().min(0) }),
    answer: z.strictObject({ changes: z.array(changeSchema).max(CHANGES_PAGE), more: z.boolean() }),
  }),
} as const
