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
import { periodOf } from './validity-of-event.ts'

export interface IssuePlan {
  readonly kind: KindDefinition
  readonly application: Application
  readonly previous: Licence | null
  readonly licence: Licence
  readonly identifier: string
  readonly chosen: ChosenNumber
  readonly seal: Seal
}

interface PlanInput {
  readonly stores: Stores
  readonly standard: Standard
  readonly office: Office
  readonly actor: Actor
  readonly at: Instant
  readonly id: string
  readonly seal: Seal
  readonly application: Application
  readonly previous: Licence | null
}

const LAST_VERSION = 999

/**
 * 证照标识 of the new version: the serial of the licence's first version with the next version number, so that a reader
 * sees both belong together; a fresh serial where the old identifier is another organ's or has run out of versions.
 */
function identifierFor(
  input: PlanInput,
  kind: KindDefinition,
): Result<string, AppError<'identifier-part-invalid'>> {
  const root = input.standard.identifierRoot
  const before = input.previous?.identifier
    ? inspectIdentifier(input.previous.identifier, input.standard.identifierRoot)
    : undefined
  if (before?.verdict === 'valid' && before.parts) {
    const { typeCode, issuerCode, serial, version } = before.parts
    const next = Number(version) + 1
    if (typeCode === kind.typeCode && issuerCode === input.office.code && next <= LAST_VERSION) {
      return buildIdentifier({ typeCode, issuerCode, serial, version: String(next).padStart(3, '0') }, root)
    }
  }
  const parts = {
    typeCode: kind.typeCode,
    issuerCode: input.office.code,
    serial: input.id.toUpperCase(),
    version: '001',
  }
  return buildIdentifier(parts, root)
}

function issuedValues(input: PlanInput, kind: KindDefinition, base: FieldValues): FieldValues {
  const { application } = input
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
    ...base,
  }
}

/** Works out everything that the licence will say, without writing anything. */
export function planLicence(input: PlanInput): Result<IssuePlan, IssueError> {
  const { application, previous, stores, office } = input
  const kind = input.standard.kind(application.kind)
  const issueDate: CivilDate = civilDateOf(input.at)
  const chosen = chooseNumber(stores, kind, application, previous, { issueDate, office })
  if (!chosen.ok) return chosen
  const identifier = identifierFor(input, kind)
  if (!identifier.ok) return err(identifier.error)
  const period = periodOf(kind, application.event, issueDate, previous)
  const faceNote = kind.events.find(e => e.event === application.event)?.faceNote ?? null
  const values = issuedValues(input, kind, {
    certNo: chosen.value.number,
    certIdentifier: identifier.value,
    issueDate,
    validFrom: period.validFrom,
    validTo: period.validTo,
    previousIdentifier: previous?.identifier ?? null,
    faceNote,
  })
  const licence: Licence = {
    id: input.id,
    lineageId: previous?.lineageId ?? input.id,
    kind: kind.id,
    number: chosen.value.number,
    identifier: identifier.value,
    version: (previous?.version ?? 0) + 1,
    previousIdentifier: previous?.identifier ?? null,
    status: 'valid',
    statusSince: input.at,
    holderName: String(values['holderName'] ?? ''),
    holderCode: String(values['holderCode'] ?? ''),
    holderCodeType: String(values['holderCodeTypeCode'] ?? ''),
    values,
    issueDate,
    ...period,
    issuerName: office.name,
    issuerCode: office.code,
    region: office.region,
    event: application.event,
    faceNote,
    origin: 'issued',
    originNote: null,
    applicationId: application.id,
    approvedByName: application.decision?.byName ?? null,
    issuedByName: input.actor.name,
    issuedAt: input.at,
    specimen: office.specimen,
    packVersion: input.standard.packVersion,
  }
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
