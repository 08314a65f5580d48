import { type KindDefinition } from '../domain/kinds/kind.ts'
import { type RegionTable } from '../domain/codes/region.ts'
import { channel } from './define.ts'
import { nothing } from './text.ts'

/** A kind as forms and lists need it; how its face is drawn stays in the core. */
export type KindView = Omit<KindDefinition, 'face'>

export interface StandardView {
  readonly packVersion: string
  readonly kinds: readonly KindView[]
  /** GB/T 2260 as in force. */
  readonly regions: RegionTable
}

export const standardContract = {
  'standard.view': channel<StandardView>()({ input: nothing }),
} as const
