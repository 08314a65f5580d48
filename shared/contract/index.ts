import { approvalContract } from './approval.ts'
import { backupsContract } from './backups.ts'
import { blocksContract } from './blocks.ts'
import { chainsContract } from './chains.ts'
import { filesContract } from './files.ts'
import { importsContract } from './imports.ts'
import { intakeContract } from './intake.ts'
import { issuingContract } from './issuing.ts'
import { officeContract } from './office.ts'
import { printingContract } from './printing.ts'
import { registerContract } from './register.ts'
import { sealsContract } from './seals.ts'
import { sessionContract } from './session.ts'
import { setupContract } from './setup.ts'
import { standardContract } from './standard.ts'
import { syncContract } from './sync.ts'
import { usersContract } from './users.ts'
import { verificationContract } from './verification.ts'

/** Every call that crosses from the page to the core, area by area: a new area is one file and one line here. */
export const CONTRACT = {
  ...sessionContract,
  ...setupContract,
  ...standardContract,
  ...filesContract,
  ...intakeContract,
  ...importsContract,
  ...approvalContract,
  ...issuingContract,
  ...registerContract,
  ...printingContract,
  ...verificationContract,
  ...chainsContract,
  ...syncContract,
  ...sealsContract,
  ...blocksContract,
  ...usersContract,
  ...officeContract,
  ...backupsContract,
} as const

export type Contract = typeof CONTRACT
export type ChannelName = keyof Contract
