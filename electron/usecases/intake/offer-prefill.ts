import { type Application } from '../../../shared/domain/application/application.ts'
import { type FieldValue, type KindId } from '../../../shared/domain/kinds/kind.ts'
import { inForce } from '../../../shared/domain/licence/licence.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { civilDateOf } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { applicationNotFound } from './errors.ts'
import { waiverOffers, type WaiverOffer } from './materials.ts'
import { type IntakePorts } from './ports.ts'

export interface PrefillOffer {
  readonly field: string
  readonly value: FieldValue
  /** Which licence says so. */
  readonly identifier: string | null
  readonly number: string
  readonly kind: KindId
}

export interface Offers {
  readonly prefill: readonly PrefillOffer[]
  readonly waivers: readonly WaiverOffer[]
}

const isEmpty = (value: FieldValue | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/**
 * 信息免填写 and 材料免提交: what the holder's licences in force in this store can fill and which papers they make
 * unnecessary. Offers only: the clerk takes them, and nothing typed is overwritten.
 */
export function offerPrefill(ports: Pick<IntakePorts, 'db' | 'clock' | 'standard'>) {
  return (
    _actor: Actor,
    input: { readonly applicationId: string },
  ): Result<Offers, AppError<'application-not-found'>> =>
    ports.db.read(stores => {
      const application = stores.applications.get(input.applicationId)
      if (!application) return err(applicationNotFound)
      const code = application.values['holderCode']
      if (typeof code !== 'string' || code === '') return ok({ prefill: [], waivers: [] })
      const today = civilDateOf(ports.clock.now())
      const held = stores.licences.ofHolder(code).filter(licence => inForce(licence, today))
      const kind = ports.standard.kind(application.kind)
      const newestFirst = held.toSorted((a, b) => (a.issuedAt < b.issuedAt ? 1 : -1))
      const prefill = kind.fields
        .filter(field => field.entry === 'clerk' && isEmpty(application.values[field.id]))
        .flatMap(field => {
          // The same id means the same thing in every kind, but a code means something only within its own table.
          const source = newestFirst.find(
            l =>
              !isEmpty(l.values[field.id]) &&
              (l.kind === application.kind || !['code', 'list'].includes(field.type.type)),
          )
          return source
            ? [
                {
                  field: field.id,
                  value: source.values[field.id] ?? null,
                  identifier: source.identifier,
                  number: source.number,
                  kind: source.kind,
                },
              ]
            : []
        })
      return ok({ prefill, waivers: waiverOffers(kind, application satisfies Application, held, today) })
    })
}
