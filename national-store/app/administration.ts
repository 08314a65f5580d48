import { z } from 'zod'
import { LICENCE_STATUSES } from '../../shared/domain/licence/licence.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { assertNever } from '../../shared/kernel/assert-never.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import { addOffice } from '../usecases/administration/add-office.ts'
import { makePairingCode } from '../usecases/administration/make-pairing-code.ts'
import { listWorkstations, revokeWorkstation } from '../usecases/administration/workstations.ts'
import { decideStatus } from '../usecases/licences/decide-status.ts'
import { makeRevocationList } from '../usecases/revocation/make-revocation-list.ts'
import { type StorePorts } from './ports.ts'

const short = z.string().max(500)
const inWords = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}*$/u)

/** What whoever runs the store may ask of it: on its command line, or through the running process. */
export const orderSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('office-add'), code: short, name: short, region: short }),
  z.strictObject({
    act: z.literal('pairing-code'),
    officeCode: short,
    workstationId: short,
    hours: z
      .number()
      .min(1)
      .max(24 * 30)
      .optional(),
  }),
  z.strictObject({ act: z.literal('workstations') }),
  z.strictObject({ act: z.literal('revoke'), id: short }),
  z.strictObject({
    act: z.literal('decide'),
    identifier: z.string().min(1).max(128),
    status: z.enum(LICENCE_STATUSES).exclude(['superseded']),
    reason: inWords(2_000),
    decisionNumber: inWords(200),
    byName: inWords(200),
  }),
])

export type Order = z.output<typeof orderSchema>

/** Carries one order out. */
export const administer =
  (ports: StorePorts) =>
  async (order: Order): Promise<Result<object, AppError>> => {
    switch (order.act) {
      case 'office-add':
        return addOffice(ports)({ code: order.code, name: order.name, region: order.region })
      case 'pairing-code': {
        const { officeCode, workstationId, hours } = order
        return makePairingCode(ports)({
          officeCode,
          workstationId,
          ...(hours === undefined ? {} : { hours }),
        })
      }
      case 'workstations':
        return ok({ workstations: await listWorkstations(ports)() })
      case 'revoke':
        return revokeWorkstation(ports)(order.id)
      case 'decide': {
        const decided = await decideStatus(ports)(order)
        // Whoever verifies offline knows it by the list.
        if (decided.ok) await makeRevocationList(ports)()
        return decided
      }
      default:
        return assertNever(order)
    }
  }
