import { type Office } from '../../../shared/domain/office.ts'
import { type MessageKey } from '../../i18n/messages.ts'

/** An office as typed, before the core has taken it. */
export interface OfficeDraft {
  name: string
  code: string
  region: string | null
  level: Office['level'] | null
  workstationId: string
}

export const LEVELS = [
  { value: 'ministry', label: 'admin.levelMinistry' },
  { value: 'province', label: 'admin.levelProvince' },
  { value: 'city', label: 'admin.levelCity' },
  { value: 'county', label: 'admin.levelCounty' },
] as const satisfies readonly { value: Office['level']; label: MessageKey }[]

export const draftOf = ({ name, code, region, level, workstationId }: Office): OfficeDraft => ({
  name,
  code,
  region,
  level,
  workstationId,
})

/** The office as the core takes it, and how many fields are still empty. */
export function officeFrom(draft: OfficeDraft): {
  readonly missing: number
  readonly office: Omit<Office, 'specimen'> | null
} {
  const { name, code, region, level, workstationId } = draft
  const texts = [name, code, workstationId]
  const missing =
    texts.filter(text => text.trim() === '').length + (region ? 0 : 1) + (level === null ? 1 : 0)
  if (missing > 0 || !region || level === null) return { missing, office: null }
  return {
    missing: 0,
    office: { name, code: code.trim(), region, level, workstationId: workstationId.trim().toUpperCase() },
  }
}
