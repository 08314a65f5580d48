import { z } from 'zod'
import { KIND_IDS } from '../domain/kinds/kind.ts'
import { APPLICATION_EVENTS, STATUS_EVENTS } from '../domain/office.ts'
import { ROLES } from '../domain/people/user.ts'
import { parseCivilDate, type CivilDate } from '../kernel/instant.ts'

/** Values of the domain as they come from the page. */
export const kindId = z.enum(KIND_IDS)
export const applicationEvent = z.enum(APPLICATION_EVENTS)
export const statusEvent = z.enum(STATUS_EVENTS)
export const role = z.enum(ROLES)

export const civilDay = z.custom<CivilDate>(
  value => typeof value === 'string' && parseCivilDate(value) !== undefined,
  'no such day',
)

/** A value of a form: longer than any field takes, so that the use case can say in words what does not fit. */
export const fieldValue = z.union([
  z.string().max(20_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(2_000)).max(500).readonly(),
  z.null(),
])

export const fieldValues = z
  .record(z.string().min(1).max(64), fieldValue)
  .refine(values => Object.keys(values).length <= 200, 'too many fields')
