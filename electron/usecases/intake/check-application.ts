import { type Application } from '../../../shared/domain/application/application.ts'
import {
  checkFields,
  type CheckContext,
  type FieldFinding,
} from '../../../shared/domain/kinds/check-fields.ts'
import { isUnusable } from '../../../shared/domain/kinds/characters.ts'
import { type FieldValue, type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { civilDateOf } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { officeOf } from '../common/settings.ts'
import { applicationNotFound } from './errors.ts'
import { missingMaterials } from './materials.ts'
import { type IntakePorts } from './ports.ts'
import { registerFindings } from './register-findings.ts'

const textsOf = (value: FieldValue | undefined): string =>
  typeof value === 'string' ? value : Array.isArray(value) ? value.join('') : ''

/**
 * Characters that could not be printed: a fault here, so that nobody learns of it at the sealing. Not those that no font
 * would help with: the field's own check has named them.
 */
function unprintable(
  ports: Pick<IntakePorts, 'missingCharacters'>,
  kind: KindDefinition,
  application: Application,
): readonly FieldFinding[] {
  return kind.fields.flatMap(field => {
    if (field.type.type === 'photo') return []
    const missing = ports
      .missingCharacters(textsOf(application.values[field.id]))
      .filter(char => !isUnusable(char))
    if (missing.length === 0) return []
    const named = missing.map(c => `${c}（U+${c.codePointAt(0)?.toString(16).toUpperCase()}）`).join('、')
    return [
      {
        field: field.id,
        severity: 'fault' as const,
        code: 'glyph-missing',
        text: words(
          `${field.label.zh}中的 ${named} 没有可用字体，无法制证；请核对是否录入正确，确为生僻字的，安装含该字的字体后重试`,
          `${field.label.en}: no font at hand has ${named}; check that it was entered right, and if it was, install a font that has it and try again`,
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

/** A photo that is named but not kept here would leave the face without one. */
function lostPhoto(
  kind: KindDefinition,
  application: Application,
  stores: Stores,
  pendingPhoto: string | undefined,
): readonly FieldFinding[] {
  const field = kind.fields.find(f => f.type.type === 'photo')
  const digest = field && application.values[field.id]
  if (!field || typeof digest !== 'string' || digest === '') return []
  if (digest === pendingPhoto || stores.blobs.get(digest) !== undefined) return []
  return [
    {
      field: field.id,
      severity: 'fault',
      code: 'photo-lost',
      text: words('照片不在库中，请重新上传', 'The photo is not kept here: attach it again'),
    },
  ]
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

/**
 * Everything that is wrong with an application or worth a look, faults first. `pendingPhoto` is the digest of a photo that is
 * kept only once the application is.
 */
export function findingsOf(
  ports: Pick<IntakePorts, 'standard' | 'clock' | 'missingCharacters'>,
  stores: Stores,
  application: Application,
  pendingPhoto?: string,
): readonly FieldFinding[] {
  const kind = ports.standard.kind(application.kind)
  const today = civilDateOf(ports.clock.now())
  const findings = [
    ...checkFields(kind, application.values, checkContextOf(ports, stores, application)),
    ...unprintable(ports, kind, application),
    ...lostPhoto(kind, application, stores, pendingPhoto),
    ...materialFindings(kind, application),
    ...registerFindings(kind, application, stores, today),
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
