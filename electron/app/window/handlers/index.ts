import { type Contract } from '../../../../shared/contract/index.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { type Caller, type Scene } from '../scene.ts'
import { approvalHandlers } from './approval.ts'
import { backupsHandlers } from './backups.ts'
import { blocksHandlers } from './blocks.ts'
import { chainsHandlers } from './chains.ts'
import { filesHandlers } from './files.ts'
import { importsHandlers } from './imports.ts'
import { intakeHandlers } from './intake.ts'
import { issuingHandlers } from './issuing.ts'
import { officeHandlers } from './office.ts'
import { printingHandlers } from './printing.ts'
import { registerHandlers } from './register.ts'
import { sealsHandlers } from './seals.ts'
import { sessionHandlers } from './session.ts'
import { setupHandlers } from './setup.ts'
import { standardHandlers } from './standard.ts'
import { syncHandlers } from './sync.ts'
import { usersHandlers } from './users.ts'
import { verificationHandlers } from './verification.ts'

/** Every call with its answer, area by area. One that is missing or misnamed does not compile. */
export const windowHandlers = (scene: Scene): HandlersOf<Contract, Caller> => ({
  ...sessionHandlers(scene),
  ...setupHandlers(scene),
  ...standardHandlers(),
  ...filesHandlers(scene),
  ...intakeHandlers(scene),
  ...importsHandlers(scene),
  ...approvalHandlers(scene),
  ...issuingHandlers(scene),
  ...registerHandlers(scene),
  ...printingHandlers(scene),
  ...verificationHandlers(scene),
  ...chainsHandlers(),
  ...syncHandlers(scene),
  ...sealsHandlers(scene),
  ...blocksHandlers(scene),
  ...usersHandlers(scene),
  ...officeHandlers(scene),
  ...backupsHandlers(scene),
})
