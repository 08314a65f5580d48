import { type ReturnReason } from '../../../shared/domain/application/application.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Json } from '../../../shared/kernel/canonical-json.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { type Stores } from '../../ports/database.ts'
import { returnReasons } from '../common/jots.ts'
import { type BasePorts } from '../common/ports.ts'
import { applicationNotFound } from '../intake/errors.ts'

/** What this person has written for a return that is not made yet. */
export const writtenReasons = (
  stores: Stores,
  applicationId: string,
  userId: string,
): readonly ReturnReason[] =>
  (stores.jots.get(returnReasons(applicationId), userId) as readonly ReturnReason[] | undefined) ?? []

/** Keeps the reasons of a return as this person writes them; the decision drops them. */
export function keepReasons(ports: Pick<BasePorts, 'db' | 'clock'>) {
  return (
    actor: Actor,
    input: { readonly applicationId: string; readonly reasons: readonly ReturnReason[] },
  ): Result<null, AppError<'application-not-found'>> =>
    ports.db.write((stores): Result<null, AppError<'application-not-found'>> => {
      const application = stores.applications.get(input.applicationId)
      if (!application) return err(applicationNotFound)
      const subject = returnReasons(application.id)
      const reasons = input.reasons.map(({ field, text }): Json => ({ field, text }))
      if (reasons.length === 0) stores.jots.remove(subject, actor.userId)
      else stores.jots.set(subject, actor.userId, reasons, ports.clock.now())
      return ok(null)
    })
}
