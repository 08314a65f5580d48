import { type OutsideFiles } from '../../ports/file-vault.ts'
import { type Turns } from '../../ports/platform.ts'
import { type Tables } from '../../ports/tables.ts'
import { type IntakePorts } from '../intake/ports.ts'

export interface ImportPorts extends IntakePorts {
  readonly tables: Tables
  readonly outside: OutsideFiles
  readonly turns: Turns
}
