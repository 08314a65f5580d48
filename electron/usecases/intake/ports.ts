import { type BasePorts } from '../common/ports.ts'
import { type Standard } from '../common/standard.ts'

export interface IntakePorts extends BasePorts {
  readonly standard: Standard
  /** Characters that no font at hand can draw: told at intake, not first at issuing. */
  missingCharacters(text: string): readonly string[]
}
