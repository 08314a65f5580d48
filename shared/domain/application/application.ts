import { type Instant } from '../../kernel/instant.ts'
import { type FieldValues, type KindId } from '../kinds/kind.ts'
import { type ApplicationEvent } from '../office.ts'

/**
 * `draft` is being typed, `submitted` waits for the approver, `returned` came back with reasons and is typed again,
 * `approved` waits for its licence, `issued` has it, `abandoned` was given up by the clerk before approval.
 */
export const APPLICATION_STATES = [
  'draft',
  'submitted',
  'returned',
  'approved',
  'issued',
  'abandoned',
] as const

export type ApplicationState = (typeof APPLICATION_STATES)[number]

export interface MaterialState {
  readonly id: string
  readonly state: 'submitted' | 'waived' | 'missing'
  /** 证照标识 of the licence in this store that makes the paper unnecessary (材料免提交). */
  readonly waivedBy: string | null
}

/** Why an application went back; `field` null when the reason is not about one field. */
export interface ReturnReason {
  readonly field: string | null
  readonly text: string
}

export interface Decision {
  readonly outcome: 'approved' | 'returned'
  readonly byUserId: string
  readonly byName: string
  readonly at: Instant
  /** What was decided on: the revision whose values the approver saw. */
  readonly revision: number
  readonly reasons: readonly ReturnReason[]
}

export type ApplicationOrigin =
  { readonly type: 'counter' } | { readonly type: 'import'; readonly jobId: string; readonly row: number }

export interface Application {
  readonly id: string
  /** 受理编号: given by this workstation, `<workstationId>-<yyyymmdd>-<running number>`. */
  readonly receiptNumber: string
  readonly kind: KindId
  readonly event: ApplicationEvent
  /** The licence that is changed, renewed or replaced; null for a new one. */
  readonly licenceId: string | null
  readonly values: FieldValues
  readonly materials: readonly MaterialState[]
  readonly state: ApplicationState
  /** Rises by one with every saved change; an edit names the revision that it saw. */
  readonly revision: number
  readonly makerId: string
  readonly makerName: string
  /** Who besides the maker has changed it, once each; absent where nobody has. */
  readonly editorIds?: readonly string[]
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly submittedAt: Instant | null
  readonly decision: Decision | null
  readonly origin: ApplicationOrigin
}

/** Whether that person took it in or changed it: such a person may not decide on it. */
export const hasWorkedOn = (
  application: Pick<Application, 'makerId' | 'editorIds'>,
  userId: string,
): boolean => application.makerId === userId || (application.editorIds ?? []).includes(userId)

/** The application with that person among those who worked on it. */
export const workedOnBy = (application: Application, userId: string): Application =>
  hasWorkedOn(application, userId)
    ? application
    : { ...application, editorIds: [...(application.editorIds ?? []), userId] }
