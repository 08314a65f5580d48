import { type LifeEvent } from './kinds/kind.ts'

/** The office whose licences this workstation issues. Kept in the database's settings. */
export interface Office {
  /** 发证机关 as it stands on the face. */
  readonly name: string
  /** Its 统一社会信用代码. */
  readonly code: string
  /** GB/T 2260, six digits. */
  readonly region: string
  readonly level: 'ministry' | 'province' | 'city' | 'county'
  /** Lent numbers name this workstation; 8 to 32 of A-Z, 0-9 and hyphen. */
  readonly workstationId: string
  /** A demonstration office: 样例 on every face, in its metadata and on its seals. */
  readonly specimen: boolean
}

/** Events that begin with an application; the others are acts on a licence by decision. */
export const APPLICATION_EVENTS = [
  'new',
  'change',
  'renew',
  'reissue',
  'replace',
] as const satisfies readonly LifeEvent[]

export type ApplicationEvent = (typeof APPLICATION_EVENTS)[number]

export const STATUS_EVENTS = [
  'suspend',
  'resume',
  'cancel',
  'withdraw',
  'revoke',
] as const satisfies readonly LifeEvent[]

export type StatusEvent = (typeof STATUS_EVENTS)[number]

export const isStatusEvent = (event: LifeEvent): event is StatusEvent =>
  STATUS_EVENTS.some(one => one === event)
