import { type Application, type ReturnReason } from '../../../shared/domain/application/application.ts'
import { type FieldFinding } from '../../../shared/domain/kinds/check-fields.ts'
import { type FieldValue, type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { type Licence } from '../../../shared/domain/licence/licence.ts'
import { metadataText } from '../../../shared/domain/licence/records.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { type Words } from '../../../shared/kernel/words.ts'
import { findingsOf } from '../intake/check-application.ts'
import { applicationNotFound } from '../intake/errors.ts'
import { type IntakePorts } from '../intake/ports.ts'
import { writtenReasons } from './keep-reasons.ts'

/** One field that the application would change, both sides as a person reads them. */
export interface Difference {
  readonly field: string
  readonly label: Words
  readonly before: string
  readonly after: string
}

export interface Review {
  readonly application: Application
  /** The licence that the application is about; null for a new one. */
  readonly present: Licence | null
  readonly differences: readonly Difference[]
  readonly findings: readonly FieldFinding[]
  /** What the reader has written for a return that is not made yet. */
  readonly written: readonly ReturnReason[]
}

const same = (a: FieldValue | undefined, b: FieldValue | undefined): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** The fields that differ between the application and the holder's present licence, in the standard's order. */
export function differencesBetween(
  kind: KindDefinition,
  present: Licence,
  application: Application,
): readonly Difference[] {
  return kind.fields
    .filter(field => field.entry === 'clerk' && !same(present.values[field.id], application.values[field.id]))
    .map(field => ({
      field: field.id,
      label: field.label,
      before: metadataText(kind, field, present.values[field.id]),
      after: metadataText(kind, field, application.values[field.id]),
    }))
}

/** What the approver looks at: the application beside the present licence, the differences named, the findings as of now. */
export function reviewApplication(ports: IntakePorts) {
  return (
    actor: Actor,
    input: { readonly applicationId: string },
  ): Result<Review, AppError<'application-not-found'>> =>
    ports.db.read(stores => {
      const application = stores.applications.get(input.applicationId)
      if (!application) return err(applicationNotFound)
      const present = application.licenceId ? (stores.licences.get(application.licenceId) ?? null) : null
      const kind = ports.standard.kind(application.kind)
      return ok({
        application,
        present,
        differences: present ? differencesBetween(kind, present, application) : [],
        findings: findingsOf(ports, stores, application),
        written: writtenReasons(stores, application.id, actor.userId),
      })
    })
}
