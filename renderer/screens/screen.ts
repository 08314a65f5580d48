import { type Component } from 'vue'
import { type Permission } from '../../shared/domain/people/permissions.ts'
import { type MessageKey } from '../i18n/messages.ts'
import { type IconName } from '../ui/icons.ts'

/** The areas on the left, in the order of the day. */
export const AREAS = [
  { id: 'desk', title: 'frame.areaDesk', icon: 'desk' },
  { id: 'intake', title: 'frame.areaIntake', icon: 'intake' },
  { id: 'approval', title: 'frame.areaApproval', icon: 'approval' },
  { id: 'issuing', title: 'frame.areaIssuing', icon: 'issuing' },
  { id: 'register', title: 'frame.areaRegister', icon: 'register' },
  { id: 'batch', title: 'frame.areaBatch', icon: 'batch' },
  { id: 'verify', title: 'frame.areaVerify', icon: 'verify' },
  { id: 'sync', title: 'frame.areaSync', icon: 'sync' },
  { id: 'system', title: 'frame.areaSystem', icon: 'system' },
] as const satisfies readonly { id: string; title: MessageKey; icon: IconName }[]

export type AreaId = (typeof AREAS)[number]['id']

/** What a screen's folder says of it. */
export interface ScreenDefinition {
  readonly name: string
  /** `/intake`, or `/intake/:id` for one thing. */
  readonly path: string
  readonly title: MessageKey
  readonly icon: IconName
  readonly area: AreaId
  /** Who may open it; null: everybody who is signed in. */
  readonly permission: Permission | null
  /** Whether it stands on the left; one thing of a list does not. */
  readonly listed: boolean
  readonly component: () => Promise<Component>
}
