import { type Application } from '../../../shared/domain/application/application.ts'
import {
  checkFields,
  type CheckContext,
  type FieldFinding,
} from '../../../shared/domain/kinds/check-fields.ts'
import { type FieldValue, type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { inForce, type Licence } from '../../../shared/domain/licence/licence.ts'
import { renewalWindow } from '../../../shared/domain/licence/validity.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { civilDateOf, type CivilDate } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { officeOf } from '../common/settings.ts'
import { applicationNotFound } from './errors.ts'
import { missingMaterials } from './materials.ts'
import { type IntakePorts } from './ports.ts'

const textsOf = (value: FieldValue | undefined): string =>
  typeof value === 'string' ? value : Array.isArray(value) ? value.join('') : ''

/** Characters that could not be printed: a fault here, so that nobody learns of it at the sealing. */
function unprintable(
  ports: Pick<IntakePorts, 'missingCharacters'>,
  kind: KindDefinition,
  application: Application,
): readonly FieldFinding[] {
  return kind.fields.flatMap(field => {
    if (field.type.type === 'photo') return []
    const missing = ports.missingCharacters(textsOf(application.values[field.id]))
    if (missing.length === 0) return []
    const named = missing.map(c => `${c}（U+${c.codePointAt(0)?.toString(16).toUpperCase()}）`).join('、')
    return [
      {
        field: field.id,
        severity: 'fault' as const,
        code: 'glyph-missing',
        text: words(
          `${field.label.zh}中的 ${named} 没有可用字体，无法制证；请安装含该字的字体后重试`,
          `${field.label.en}: no font at hand has ${named}; install one that has it and try again`,
        ),
      },
    ]
  })
}

function materialFindings(kind: KindDefinition, application: Application): readonly FieldFinding[] {
  return missingMaterials(kind, application).map(material => ({
    field: null,
    severity: 'fault' as const,
    code: 'material-missing',
    text: words(`材料未齐：${material.label.zh}`, `Paper missing: ${material.label.en}`),
  }))
}

/** Open applications and licences in force of the same kind for the same holder. Warns: the clerk decides. */
function duplicateFindings(
  kind: KindDefinition,
  application: Application,
  stores: Stores,
  today: CivilDate,
): readonly FieldFinding[] {
  const code = application.values['holderCode']
  if (typeof code !== 'string' || code === '') return []
  const open = stores.applications
    .openFor(application.kind, code)
    .filter(other => other.id !== application.id)
  const held =
    application.event === 'new'
      ? stores.licences.ofHolder(code).filter(l => l.kind === application.kind && inForce(l, today))
      : []
  return [
    ...open.map(other => ({
      field: 'holderCode',
      severity: 'warning' as const,
      code: 'duplicate-application',
      text: words(
        `该主体另有一件在办的${kind.name.zh}申请 ${other.receiptNumber}（${other.makerName}）`,
        `The same holder has another open application ${other.receiptNumber} (${other.makerName})`,
      ),
    })),
    ...held.map(licence => ({
      field: 'holderCode',
      severity: 'warning' as const,
      code: 'duplicate-licence',
      text: words(
        `该主体已持有有效的${kind.name.zh} ${licence.number}`,
        `The same holder has a licence in force: ${licence.number}`,
      ),
    })),
  ]
}

/** Outside the window a renewal can still be right (the authority is silent, the holder was ill): warns, the clerk decides. */
function renewalFindings(
  kind: KindDefinition,
  present: Licence | undefined,
  application: Application,
  today: CivilDate,
): readonly FieldFinding[] {
  if (application.event !== 'renew' || !present) return []
  const window = renewalWindow(kind, present.validTo, today)
  if (window.state !== 'early' && window.state !== 'late') return []
  const text =
    window.state === 'early'
      ? words(
          `延续申请自 ${window.opens} 起受理，现在提前`,
          `Renewal may be asked for from ${window.opens}: this is early`,
        )
      : words(
          `延续申请应在 ${window.closes} 前提出，现已逾期`,
          `Renewal should have been asked for by ${window.closes}: this is late`,
        )
  return [{ field: null, severity: 'warning', code: `renewal-${window.state}`, text }]
}

/** What the kind's checks need to know beside the values: the office, the present licence, the day. */
export function checkContextOf(
  ports: Pick<IntakePorts, 'standard' | 'clock'>,
  stores: Stores,
  application: Application,
): CheckContext {
  const office = officeOf(stores)
  const present = application.licenceId ? stores.licences.get(application.licenceId) : undefined
  return {
    regions: ports.standard.regions,
    event: application.event,
    today: civilDateOf(ports.clock.now()),
    ...(office ? { issuer: office } : {}),
    ...(present ? { previous: present.values } : {}),
  }
}

/** Everything that is wrong with an application or worth a look, faults first. */
export function findingsOf(
  ports: IntakePorts,
  stores: Stores,
  application: Application,
): readonly FieldFinding[] {
  const kind = ports.standard.kind(application.kind)
  const today = civilDateOf(ports.clock.now())
  const present = application.licenceId ? stores.licences.get(application.licenceId) : undefined
  const findings = [
    ...checkFields(kind, application.values, checkContextOf(ports, stores, application)),
    ...renewalFindings(kind, present, application, today),
    ...unprintable(ports, kind, application),
    ...materialFindings(kind, application),
    ...duplicateFindings(kind, application, stores, today),
  ]
  return [...findings.filter(f => f.severity === 'fault'), ...findings.filter(f => f.severity === 'warning')]
}

export interface CheckInput {
  readonly applicationId: string
}

/** Checks in words, at any time, without changing anything. */
export function checkApplication(ports: IntakePorts) {
  return (
    _actor: Actor,
    input: CheckInput,
  ): Result<readonly FieldFinding[], AppError<'application-not-found'>> =>
    ports.db.read(stores => {
      const application = stores.applications.get(input.applicationId)
      return application ? ok(findingsOf(ports, stores, application)) : err(applicationNotFound)
    })
}
