import { type FieldSection } from '../../../shared/domain/kinds/kind.ts'
import { type MessageKey } from '../../i18n/messages.ts'

/** The sections of a form in the order of the standards, each with its word. */
export const SECTION_KEYS = {
  base: 'intake.sectionBase',
  holder: 'intake.sectionHolder',
  permit: 'intake.sectionPermit',
  management: 'intake.sectionManagement',
  linked: 'intake.sectionLinked',
  extension: 'intake.sectionExtension',
} as const satisfies Readonly<Record<FieldSection, MessageKey>>

export const SECTIONS = Object.keys(SECTION_KEYS) as readonly FieldSection[]
