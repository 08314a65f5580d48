import { approval } from './approval/index.ts'
import { approvalReview } from './approval-review/index.ts'
import { desk } from './desk/index.ts'
import { intake } from './intake/index.ts'
import { intakeForm } from './intake-form/index.ts'
import { intakeStart } from './intake-start/index.ts'
import { backups } from './backups/index.ts'
import { blocks } from './blocks/index.ts'
import { importNew } from './import-new/index.ts'
import { importOne } from './import/index.ts'
import { imports } from './imports/index.ts'
import { journal } from './journal/index.ts'
import { licence } from './licence/index.ts'
import { office } from './office/index.ts'
import { outbox } from './outbox/index.ts'
import { register } from './register/index.ts'
import { type ScreenDefinition } from './screen.ts'
import { seals } from './seals/index.ts'
import { issuing } from './issuing/index.ts'
import { issuingBatch } from './issuing-batch/index.ts'
import { licenceIssuing } from './licence-issuing/index.ts'
import { printers } from './printers/index.ts'
import { settings } from './settings/index.ts'
import { setup } from './setup/index.ts'
import { users } from './users/index.ts'
import { verify } from './verify/index.ts'

/** The written list of screens for people who are signed in. The first one that a person may open is where the day begins. */
export const SCREENS: readonly ScreenDefinition[] = [
  desk,
  intake,
  intakeStart,
  intakeForm,
  approval,
  approvalReview,
  issuing,
  issuingBatch,
  licenceIssuing,
  register,
  licence,
  imports,
  importNew,
  importOne,
  verify,
  outbox,
  setup,
  office,
  seals,
  blocks,
  users,
  backups,
  journal,
  printers,
  settings,
]
