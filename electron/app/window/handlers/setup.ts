import { type setupContract } from '../../../../shared/contract/setup.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { type Caller, type Scene } from '../scene.ts'

/** The first start. */
export const setupHandlers = ({ session }: Scene): HandlersOf<typeof setupContract, Caller> => ({
  'setup.demo': () => session.makeDemo(),
  'setup.office': (_caller, input) => session.makeOffice(input),
})
