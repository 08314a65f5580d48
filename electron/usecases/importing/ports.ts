import { type OutsideFiles } from '../../ports/file-vault.ts'
import { type PhotoConverter } from '../../ports/photo-converter.ts'
import { type Digests, type Turns } from '../../ports/platform.ts'
import { type Tables } from '../../ports/tables.ts'
import { type IntakePorts } from '../intake/ports.ts'

export interface ImportPorts extends IntakePorts {
  readonly tables: Tables
  readonly outside: OutsideFiles
  readonly turns: Turns
  readonly digests: Digests
  readonly photos: PhotoConverter
}
