import { settings } from './010-settings.ts'
import { users } from './020-users.ts'
import { applications } from './030-applications.ts'
import { licences } from './040-licences.ts'
import { nameGrams } from './050-name-grams.ts'
import { numbers } from './060-numbers.ts'
import { seals } from './070-seals.ts'
import { chains } from './080-chains.ts'
import { batches } from './090-batches.ts'
import { imports } from './100-imports.ts'
import { prints } from './110-prints.ts'
import { sheets } from './120-sheets.ts'
import { numberSkips } from './130-number-skips.ts'
import { chainIndexes } from './140-chain-indexes.ts'
import { jots } from './150-jots.ts'
import { sealUseIndex } from './160-seal-use-index.ts'
import { sync } from './170-sync.ts'
import { type Migration } from './migration.ts'

/** Every step of the schema, rising by tens. A step that has shipped is never edited; see docs/how-to/add-a-migration.md. */
export const MIGRATIONS: readonly Migration[] = [
  settings,
  users,
  applications,
  licences,
  nameGrams,
  numbers,
  seals,
  chains,
  batches,
  imports,
  prints,
  sheets,
  numberSkips,
  chainIndexes,
  jots,
  sealUseIndex,
  sync,
]
