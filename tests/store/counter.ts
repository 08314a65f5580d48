import { createHash } from 'node:crypto'
import { type WorkstationCaller } from '../../national-store/ports/caller.ts'
import { type Application } from '../../shared/domain/application/application.ts'
import { buildIdentifier } from '../../shared/domain/codes/certificate-identifier.ts'
import { holderCodeType } from '../../shared/domain/codes/holder-code.ts'
import { EXAMPLES } from '../../shared/domain/kinds/examples.ts'
import { type FieldValues, type KindDefinition, type KindId } from '../../shared/domain/kinds/kind.ts'
import { BUILTIN_KINDS } from '../../shared/domain/kinds/registry.ts'
import { type Licence, type LicenceStatus } from '../../shared/domain/licence/licence.ts'
import {
  catalogueRecord,
  itemRecord,
  metadataRecord,
  sealUseRecord,
  statusRecord,
} from '../../shared/domain/licence/records.ts'
import { APPLICATION_EVENTS } from '../../shared/domain/office.ts'
import { validityOf } from '../../shared/domain/licence/validity.ts'
import {
  CHAIN_START,
  chainText,
  type OutboxEntry,
  type OutboxRecord,
} from '../../shared/domain/sync/chain.ts'
import { civilDateOf, type Instant } from '../../shared/kernel/instant.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

export const kindOf = (id: KindId): KindDefinition => BUILTIN_KINDS.find(kind => kind.id === id)!

export const BEIJING: WorkstationCaller = {
  workstationId: 'WS-110000-01',
  officeCode: '11110000000021135M',
  officeName: '北京市文化和旅游局',
  region: '110000',
}
export const BEIJING_2: WorkstationCaller = { ...BEIJING, workstationId: 'WS-110000-02' }
export const SHANGHAI: WorkstationCaller = {
  workstationId: 'WS-310000-01',
  officeCode: '11310000MB2F3062X7',
  officeName: '上海市文化和旅游局',
  region: '310000',
}

export interface IssueOptions {
  readonly kind?: KindId
  readonly number: string
  readonly at?: Instant
  readonly previous?: Licence
  readonly event?: Licence['event']
  readonly values?: FieldValues
  /** Which of the kind's invented applications. */
  readonly example?: number
}

/** A workstation's chain, made of the records that a workstation makes, without the workstation. */
export interface Counter {
  readonly caller: WorkstationCaller
  readonly records: readonly OutboxRecord[]
  head(): { seq: number; hash: string }
  append(entry: OutboxEntry, at?: Instant): OutboxRecord
  /** Appends all that issuing appends. */
  issue(options: IssueOptions): Licence
  /** A licence of the past: its catalogue row, and no metadata. */
  takeStock(options: IssueOptions & { readonly identifier?: string | null }): Licence
  changeStatus(licence: Licence, status: LicenceStatus, event: Licence['event'], at?: Instant): Licence
  file(licence: Licence): string
}

const AT = '2026-03-02T01:00:00.000Z' as Instant

function valuesOf(
  kind: KindDefinition,
  caller: WorkstationCaller,
  options: IssueOptions,
  at: Instant,
): FieldValues {
  const typeCode = kind.holderCodeTypes[0] ?? ''
  const photo = kind.fields.find(field => field.type.type === 'photo')
  return {
    ...EXAMPLES[kind.id][options.example ?? 0]!.values,
    ...(photo ? { [photo.id]: `sha256:${'7'.repeat(64)}` } : {}),
    holderCodeTypeCode: typeCode,
    holderCodeType: holderCodeType(typeCode)?.label.zh ?? typeCode,
    certName: kind.name.zh,
    certTypeCode: kind.typeCode,
    issuerName: caller.officeName,
    issuerCode: caller.officeCode,
    signer: 'CN=样例',
    signedAt: at,
    sealName: '文化和旅游市场电子证照专用章',
    createdAt: at,
    ...options.values,
  }
}

export function counter(caller: WorkstationCaller): Counter {
  const records: OutboxRecord[] = []
  let count = 0
  const append = (entry: OutboxEntry, at: Instant = AT): OutboxRecord => {
    const seq = records.length + 1
    const draft = {
      ...entry,
      seq,
      recordId: sha256(`${caller.workstationId}/${seq}`).slice(0, 32),
      at,
      prevHash: records.at(-1)?.hash ?? CHAIN_START,
    }
    const record = { ...draft, hash: sha256(chainText(draft)) }
    records.push(record)
    return record
  }

  const licenceOf = (options: IssueOptions, identifier: string | null, id: string): Licence => {
    const kind = kindOf(options.kind ?? 'network-culture')
    const at = options.at ?? AT
    const issueDate = civilDateOf(at)
    const term = validityOf(kind, issueDate)
    const values: FieldValues = {
      ...valuesOf(kind, caller, options, at),
      certNo: options.number,
      certIdentifier: identifier,
      issueDate,
      ...term,
      previousIdentifier: options.previous?.identifier ?? null,
      ...options.values,
    }
    return {
      id,
      lineageId: options.previous?.lineageId ?? id,
      kind: kind.id,
      number: options.number,
      identifier,
      version: (options.previous?.version ?? 0) + 1,
      previousIdentifier: options.previous?.identifier ?? null,
      status: 'valid',
      statusSince: at,
      holderName: String(values['holderName']),
      holderCode: String(values['holderCode']),
      holderCodeType: String(values['holderCodeTypeCode']),
      values,
      issueDate,
      ...term,
      issuerName: caller.officeName,
      issuerCode: caller.officeCode,
      region: caller.region,
      event: options.event ?? (options.previous ? 'change' : 'new'),
      faceNote: null,
      origin: 'issued',
      originNote: null,
      applicationId: `a-${id}`,
      approvedByName: '审批员丙',
      issuedByName: '受理员乙',
      issuedAt: at,
      specimen: true,
      packVersion: '1.0.0',
    }
  }

  const fresh = (options: IssueOptions): Licence => {
    const kind = kindOf(options.kind ?? 'network-culture')
    const id = sha256(`${caller.workstationId}/licence/${++count}`).slice(0, 32)
    const parts = {
      typeCode: kind.typeCode,
      issuerCode: caller.officeCode,
      serial: id.toUpperCase(),
      version: '001',
    }
    return licenceOf(options, mustBeOk(buildIdentifier(parts), 'identifier'), id)
  }

  const file = (licence: Licence): string => sha256(`copy of ${licence.id}`)
  const changeStatus: Counter['changeStatus'] = (licence, status, event, at = AT) => {
    const after = { ...licence, status, statusSince: at }
    append(statusRecord(after, event, { reason: '样例事由', decisionNumber: '样例〔2026〕1号' }), at)
    return after
  }

  return {
    caller,
    records,
    append,
    file,
    changeStatus,
    head: () => ({ seq: records.length, hash: records.at(-1)?.hash ?? CHAIN_START }),
    issue(options) {
      const licence = fresh(options)
      const kind = kindOf(licence.kind)
      const at = licence.issuedAt
      const { previous } = options
      if (previous) {
        const replaced = { ...previous, status: 'superseded' as const, statusSince: at }
        append(statusRecord(replaced, licence.event, { replacedBy: licence.identifier ?? '' }), at)
      }
      append(metadataRecord(kind, licence, { format: 'pdf', sha256: file(licence), bytes: 50_000 }), at)
      append(catalogueRecord(kind, licence), at)
      append(itemRecord(licence, applicationOf(licence)), at)
      const seal = { fingerprint: 'a'.repeat(64), name: '文化和旅游市场电子证照专用章' }
      append(sealUseRecord(licence, seal, file(licence)), at)
      return licence
    },
    takeStock(options) {
      const id = sha256(`${caller.workstationId}/stock/${++count}`).slice(0, 32)
      const licence: Licence = { ...licenceOf(options, options.identifier ?? null, id), origin: 'stock' }
      append(catalogueRecord(kindOf(licence.kind), licence))
      return licence
    },
  }
}

const applicationOf = (licence: Licence): Application => ({
  id: licence.applicationId ?? '',
  receiptNumber: `R-${licence.id.slice(0, 8)}`,
  kind: licence.kind,
  event: APPLICATION_EVENTS.find(event => event === licence.event) ?? 'new',
  licenceId: null,
  values: licence.values,
  materials: [],
  state: 'issued',
  revision: 3,
  makerId: 'u-clerk',
  makerName: '受理员乙',
  createdAt: licence.issuedAt,
  updatedAt: licence.issuedAt,
  submittedAt: licence.issuedAt,
  decision: null,
  origin: { type: 'counter' },
})
