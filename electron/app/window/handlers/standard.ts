import { type KindView, type standardContract } from '../../../../shared/contract/standard.ts'
import { type KindDefinition } from '../../../../shared/domain/kinds/kind.ts'
import { ok } from '../../../../shared/kernel/result.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { type Caller } from '../scene.ts'

const viewOf = ({ face: _face, ...kind }: KindDefinition): KindView => kind

/** The standard pack in force: what forms are made from. */
export const standardHandlers = (): HandlersOf<typeof standardContract, Caller> => ({
  'standard.view': ({ workstation: { standard } }) =>
    ok({
      packVersion: standard.packVersion,
      kinds: standard.kinds.map(viewOf),
      regions: standard.regions.table,
    }),
})
