import { type Application } from '../../../shared/domain/application/application.ts'
import { holderCodeType } from '../../../shared/domain/codes/holder-code.ts'
import { buildIdentifier, inspectIdentifier } from '../../../shared/domain/codes/certificate-identifier.ts'
import { type FieldValues, type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { type Licence } from '../../../shared/domain/licence/licence.ts'
import { type Office } from '../../../shared/domain/office.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Seal } from '../../../shared/domain/seal/seal.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { civilDateOf, type CivilDate, type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { type Stores } from '../../ports/database.ts'
import { type Standard } from '../common/standard.ts'
import { chooseNumber, type ChosenNumber } from './choose-number.ts'
import { type IssueError } from './errors.ts'
import { type Reservations } from './reservations.ts'
import { periodOf, type Period } from './validity-of-event.ts'

export interface IssuePlan {
  readonly kind: KindDefinition
  readonly application: Application
  readonly previous: Licence | null
  readonly licence: Licence
  readonly identifier: string
  readonly chosen: ChosenNumber
  readonly seal: Seal
}

export interface PlanInput {
  readonly stores: Stores
  readonly standard: Standard
  readonly office: Office
  readonly actor: Actor
  readonly at: Instant
  readonly id: string
  readonly seal: Seal
  readonly application: Application
  readonly previous: Licence | null
  readonly reserved: Reservations
}

const LAST_VERSION = 999

/** The identifier of the version before with the next version number; undefined where it cannot be carried on. */
function carriedOn(input: PlanInput, kind: KindDefinition): string | undefined {
  const root = input.standard.identifierRoot
  const before = input.previous?.identifier ? inspectIdentifier(input.previous.identifier, root) : undefined
  if (before?.verdict !== 'valid' || !before.parts) return undefined
  const { typeCode, issuerCode, serial, version } = before.parts
  const next = Number(version) + 1
  if (typeCode !== kind.typeCode || issuerCode !== input.office.code || next > LAST_VERSION) return undefined
  const parts = { typeCode, issuerCode, serial, version: String(next).padStart(3, '0') }
  const built = buildIdentifier(parts, root)
  return built.ok && !input.stores.licences.byIdentifier(built.value) ? built.value : undefined
}

/**
 * 证照标识 of the new version: the serial of the licence's first version with the next version number, so that a reader
 * sees both belong together; a fresh serial where the old identifier is another organ's, has run out of versions, or was
 * carried on elsewhere (stock).
 */
function identifierFor(
  input: PlanInput,
  kind: KindDefinition,
): Result<string, AppError<'identifier-part-invalid'>> {
  const carried = carriedOn(input, kind)
  if (carried !== undefined) return ok(carried)
  const parts = {
    typeCode: kind.typeCode,
    issuerCode: input.office.code,
    serial: input.id.toUpperCase(),
    version: '001',
  }
  return buildIdentifier(parts, input.standard.identifierRoot)
}

/** What is worked out before the licence is put together. */
interface Facts {
  readonly kind: KindDefinition
  readonly number: string
  readonly identifier: string
  readonly issueDate: CivilDate
  readonly period: Period
  readonly faceNote: string | null
}

function issuedValues(input: PlanInput, facts: Facts): FieldValues {
  const { application, previous } = input
  const { kind } = facts
  const typeCode = String(application.values['holderCodeTypeCode'] ?? kind.holderCodeTypes[0])
  return {
    ...application.values,
    holderCodeTypeCode: typeCode,
    holderCodeType: holderCodeType(typeCode)?.label.zh ?? typeCode,
    certName: kind.name.zh,
    certTypeCode: kind.typeCode,
    issuerName: input.office.name,
    issuerCode: input.office.code,
    signer: input.seal.subject,
    signedAt: input.at,
    sealName: input.seal.name,
    createdAt: input.at,
    certNo: facts.number,
    certIdentifier: facts.identifier,
    issueDate: facts.issueDate,
    validFrom: facts.period.validFrom,
    validTo: facts.period.validTo,
    previousIdentifier: previous?.identifier ?? null,
    faceNote: facts.faceNote,
  }
}

const textOf = (values: FieldValues, field: string): string => String(values[field] ?? '')

/** Where the new version stands among those before it. */
const inLineage = (input: PlanInput) => ({
  lineageId: input.previous?.lineageId ?? input.id,
  version: (input.previous?.version ?? 0) + 1,
  previousIdentifier: input.previous?.identifier ?? null,
})

function licenceOf(input: PlanInput, facts: Facts): Licence {
  const { application, office } = input
  const values = issuedValues(input, facts)
  return {
    id: input.id,
    ...inLineage(input),
    kind: facts.kind.id,
    number: facts.number,
    identifier: facts.identifier,
    status: 'valid',
    statusSince: input.at,
    holderName: textOf(values, 'holderName'),
    holderCode: textOf(values, 'holderCode'),
    holderCodeType: textOf(values, 'holderCodeTypeCode'),
    values,
    issueDate: facts.issueDate,
    ...facts.period,
    issuerName: office.name,
    issuerCode: office.code,
    region: office.region,
    event: application.event,
    faceNote: facts.faceNote,
    origin: 'issued',
    originNote: null,
    applicationId: application.id,
    approvedByName: application.decision?.byName ?? null,
    issuedByName: input.actor.name,
    issuedAt: input.at,
    specimen: office.specimen,
    packVersion: input.standard.packVersion,
  }
}

/** Works out everything that the licence will say, without writing anything. */
export function planLicence(input: PlanInput): Result<IssuePlan, IssueError> {
  const { application, previous, stores, office, reserved } = input
  const kind = input.standard.kind(application.kind)
  const issueDate = civilDateOf(input.at)
  const chosen = chooseNumber(stores, kind, application, previous, { issueDate, office, reserved })
  if (!chosen.ok) return chosen
  const identifier = identifierFor(input, kind)
  if (!identifier.ok) return err(identifier.error)
  const licence = licenceOf(input, {
    kind,
    number: chosen.value.number,
    identifier: identifier.value,
    issueDate,
    period: periodOf(kind, application.event, issueDate, previous),
    faceNote: kind.events.find(e => e.event === application.event)?.faceNote ?? null,
  })
  return ok({
    kind,
    application,
    previous,
    licence,
    identifier: identifier.value,
    chosen: chosen.value,
    seal: input.seal,
  })
}
