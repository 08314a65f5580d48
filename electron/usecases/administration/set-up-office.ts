import { inspectUscc } from '../../../shared/domain/codes/uscc.ts'
import { type Regions } from '../../../shared/domain/codes/region.ts'
import { type Office } from '../../../shared/domain/office.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { toBase64 } from '../common/base64.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { officeOf, setOffice, setTrustAnchors } from '../common/settings.ts'

export interface SetUpOfficePorts extends BasePorts {
  readonly regions: Regions
}

export interface SetUpOfficeInput {
  readonly office: Office
  /** Roots that this office trusts, DER; replaces those before. Left as they are when absent. */
  readonly trustAnchors?: readonly Uint8Array[]
}

export type SetUpOfficeError = AppError<
  | 'office-name-invalid'
  | 'office-code-invalid'
  | 'office-region-unknown'
  | 'workstation-id-invalid'
  | 'trust-anchor-unreadable'
  | 'office-set-already'
  | 'office-in-use'
>

export interface OfficeSetUp {
  readonly office: Office
  readonly warnings: readonly AppError<'office-code-check' | 'office-region-level'>[]
}

const WORKSTATION_ID = /^[A-Z0-9-]{8,32}$/
const MAX_ANCHOR = 16 * 1024
const MAX_ANCHORS = 50

function nameFault(name: string): SetUpOfficeError | undefined {
  const length = [...name].length
  if (length >= 4 && length <= 60 && !/[\p{Cc}\p{Cf}]/u.test(name)) return undefined
  return appError(
    'office-name-invalid',
    words('发证机关名称须为 4 至 60 个字', "The issuing office's name has 4 to 60 characters"),
    {
      next: words(
        '请填写证照上落款的全称，例如 杭州市文化广电旅游局',
        'Enter the full name as it stands on licences, for example 杭州市文化广电旅游局',
      ),
    },
  )
}

function codeFault(code: string): SetUpOfficeError | undefined {
  const { verdict } = inspectUscc(code)
  if (verdict === 'valid' || verdict === 'check-failed') return undefined
  return appError(
    'office-code-invalid',
    words(
      '发证机关的统一社会信用代码须为 18 位，不含 I、O、S、V、Z',
      "The office's unified social credit code has 18 characters, without I, O, S, V and Z",
    ),
    { next: words('请对照机关法人证书核对', 'Compare it with the certificate of the office') },
  )
}

function shapeFault(office: Office, regions: Regions): SetUpOfficeError | undefined {
  const region = regions.lookup(office.region)
  if (office.region.length !== 6 || !region?.current) {
    return appError(
      'office-region-unknown',
      words(
        `行政区划代码 ${office.region.slice(0, 12)} 不在现行区划表中`,
        `The region ${office.region.slice(0, 12)} is not in the table of present regions`,
      ),
      {
        next: words(
          '请填写 6 位现行代码，例如 330100',
          'Enter a present code of six digits, for example 330100',
        ),
      },
    )
  }
  if (WORKSTATION_ID.test(office.workstationId)) return undefined
  return appError(
    'workstation-id-invalid',
    words(
      '工作站编号须为 8 至 32 个大写字母、数字或连字符',
      'A workstation id has 8 to 32 capital letters, digits or hyphens',
    ),
    { next: words('请使用号段文件所列的编号', 'Use the id that your number blocks name') },
  )
}

function anchorsFault(anchors: readonly Uint8Array[]): SetUpOfficeError | undefined {
  const fits = (der: Uint8Array): boolean => der.length > 64 && der.length <= MAX_ANCHOR && der[0] === 0x30
  if (anchors.length <= MAX_ANCHORS && anchors.every(fits)) return undefined
  return appError(
    'trust-anchor-unreadable',
    words(
      `受信根证书须为 DER 格式，每个不超过 16 KB，最多 ${MAX_ANCHORS} 个`,
      `Trusted roots are DER certificates of at most 16 KB each, ${MAX_ANCHORS} at most`,
    ),
    { next: words('请向证书机构索取根证书', 'Ask the certification authority for its root certificate') },
  )
}

function warningsOf(office: Office, regions: Regions): OfficeSetUp['warnings'] {
  const warnings: AppError<'office-code-check' | 'office-region-level'>[] = []
  if (inspectUscc(office.code).verdict === 'check-failed') {
    warnings.push(
      appError(
        'office-code-check',
        words(
          '统一社会信用代码的校验位不符，请再核对一次',
          'The check character of the credit code does not fit: look at it once more',
        ),
      ),
    )
  }
  const level = regions.lookup(office.region)?.level
  if (office.level !== 'ministry' && level !== office.level) {
    warnings.push(
      appError(
        'office-region-level',
        words(
          '机关级别与行政区划的级别不同，请确认',
          'The level of the office is not that of its region: make sure of it',
        ),
      ),
    )
  }
  return warnings
}

/** What an office may not change once numbers or licences bear it: who lent numbers go to, and whether they are real. */
function changeFault(stores: Stores, actor: Actor, office: Office): SetUpOfficeError | undefined {
  const before = officeOf(stores)
  if (!before) return undefined
  if (!actor.roles.includes('administrator')) {
    return appError('office-set-already', words('发证机关已经设置', 'The office is set up already'), {
      next: words('请由管理员登录后修改', 'Let an administrator sign in and change it'),
    })
  }
  const fixed = before.workstationId === office.workstationId && before.specimen === office.specimen
  if (fixed || (stores.licences.count() === 0 && stores.numbers.blocks().length === 0)) return undefined
  return appError(
    'office-in-use',
    words(
      '已有号段或证照，不能再改工作站编号，也不能在演示与正式之间切换',
      'There are number blocks or licences: neither the workstation id nor demonstration or real use can change',
    ),
    { next: words('请另建一个数据目录', 'Set up another data folder') },
  )
}

/** Sets the office up, once; later only an administrator may change it. Doubts that do not forbid come back as warnings. */
export function setUpOffice(ports: SetUpOfficePorts) {
  return (actor: Actor, input: SetUpOfficeInput): Result<OfficeSetUp, SetUpOfficeError> => {
    const office: Office = {
      ...input.office,
      name: input.office.name.normalize('NFC').trim(),
      code: inspectUscc(input.office.code).code,
    }
    const fault =
      nameFault(office.name) ??
      codeFault(office.code) ??
      shapeFault(office, ports.regions) ??
      anchorsFault(input.trustAnchors ?? [])
    if (fault) return err(fault)
    return ports.db.write(stores => {
      const forbidden = changeFault(stores, actor, office)
      if (forbidden) return err(forbidden)
      setOffice(stores, office)
      if (input.trustAnchors) setTrustAnchors(stores, input.trustAnchors.map(toBase64))
      journalled(stores, actor, ports.clock.now(), {
        action: 'office.set-up',
        subjectType: 'office',
        subjectId: office.workstationId,
        detail: { ...office, trustAnchors: input.trustAnchors?.length ?? null },
      })
      return ok({ office, warnings: warningsOf(office, ports.regions) })
    })
  }
}
