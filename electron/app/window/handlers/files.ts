import { type filesContract } from '../../../../shared/contract/files.ts'
import { ok } from '../../../../shared/kernel/result.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { type Caller, type Scene } from '../scene.ts'

/** Files that the clerk picks or drops, in pieces. */
export const filesHandlers = ({ inbox }: Scene): HandlersOf<typeof filesContract, Caller> => ({
  'files.begin': (_caller, input) => inbox.begin(input.fileName, input.size, input.beside),
  'files.append': (_caller, input) =>
    inbox.append(input.id, input.offset, Buffer.from(input.base64, 'base64')),
  'files.drop': (_caller, input) => {
    inbox.drop(input.id)
    return ok(null)
  },
})
