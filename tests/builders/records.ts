import { type Actor } from '../../shared/domain/people/user.ts'
import { type Licence } from '../../shared/domain/licence/licence.ts'
import { type NumberBlock } from '../../shared/domain/numbering/block.ts'
import { type Office } from '../../shared/domain/office.ts'
import { type Seal } from '../../shared/domain/seal/seal.ts'
import { type CivilDate, type Instant } from '../../shared/kernel/instant.ts'

export const ADMINISTRATOR: Actor = { userId: 'u-admin', name: '管理员甲', roles: ['administrator'] }
export const CLERK: Actor = { userId: 'u-clerk', name: '受理员乙', roles: ['clerk'] }

export const OFFICE: Office = {
  name: '北京市文化和旅游局',
  code: '11110000000021135M',
  region: '110000',
  level: 'province',
  workstationId: 'WS-110000-01',
  specimen: true,
}

export const aBlock = (over: Partial<NumberBlock> = {}): NumberBlock => ({
  blockId: 'B-2026-0001',
  kind: 'network-culture',
  workstationId: OFFICE.workstationId,
  issuerCode: OFFICE.code,
  selector: { province: '110000', year: '2026' },
  template: '京网文〔2026〕{national:4}-{local:3}号',
  counters: { national: { from: 1034 }, local: { from: 29 } },
  count: 50,
  lentAt: '2026-01-02T03:04:05.006Z' as Instant,
  validUntil: '2026-12-31' as CivilDate,
  ...over,
})

export const aLicence = (over: Partial<Licence> = {}): Licence => {
  const id = over.id ?? '0'.repeat(31) + '1'
  return {
    id,
    lineageId: over.lineageId ?? id,
    kind: 'network-culture',
    number: '京网文〔2026〕1034-029号',
    identifier: `1.2.156.3005.2.11100000000013127D001.${id}.001.X`,
    version: 1,
    previousIdentifier: null,
    status: 'valid',
    statusSince: '2026-03-02T01:00:00.000Z' as Instant,
    holderName: '北京星河网络科技有限公司',
    holderCode: '91110105MA01ABCD3X',
    holderCodeType: '001',
    values: { holderName: '北京星河网络科技有限公司' },
    issueDate: '2026-03-02' as CivilDate,
    validFrom: '2026-03-02' as CivilDate,
    validTo: '2029-03-01' as CivilDate,
    issuerName: OFFICE.name,
    issuerCode: OFFICE.code,
    region: OFFICE.region,
    event: 'new',
    faceNote: null,
    origin: 'issued',
    originNote: null,
    applicationId: null,
    approvedByName: '审批员丙',
    issuedByName: CLERK.name,
    issuedAt: '2026-03-02T01:00:00.000Z' as Instant,
    specimen: true,
    packVersion: 'test',
    ...over,
  }
}

export const aSeal = (over: Partial<Seal> = {}): Seal => ({
  id: 'seal-1',
  name: '文化和旅游市场电子证照专用章',
  purpose: 'electronic-licence',
  provider: 'pkcs12',
  containerPath: 'seals/seal-1.p12',
  certificate: '',
  subject: 'CN=样例',
  issuer: 'CN=样例根',
  serial: '01',
  fingerprint: 'a'.repeat(64),
  notBefore: '2026-01-01T00:00:00.000Z' as Instant,
  notAfter: '2029-01-01T00:00:00.000Z' as Instant,
  keyType: 'rsa',
  keyBits: 3072,
  picture: null,
  state: 'active',
  createdAt: '2026-01-01T00:00:00.000Z' as Instant,
  ...over,
})
