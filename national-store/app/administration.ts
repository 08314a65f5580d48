import { z } from 'zod'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { assertNever } from '../../shared/kernel/assert-never.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import { addOffice } from '../usecases/administration/add-office.ts'
import { makePairingCode } from '../usecases/administration/make-pairing-code.ts'
import { listWorkstations, revokeWorkstation } from '../usecases/administration/workstations.ts'
import { type StorePorts } from './ports.ts'

const short = z.string().max(500)

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
      default:
        return assertNever(order)
    }
  }
