import { createHash } from 'node:crypto'
import { type verificationContract } from '../../../../shared/contract/verification.ts'
import { ok } from '../../../../shared/kernel/result.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { bytesOf, type Caller, type Scene } from '../scene.ts'

/** 核验 */
export const verificationHandlers = (scene: Scene): HandlersOf<typeof verificationContract, Caller> => ({
  'verification.verify': ({ actor, calls }, input) => {
    const taken = scene.inbox.take(input.upload)
    if (!taken.ok) return taken
    const bytes = bytesOf(scene, input.upload)
    if (!bytes.ok) return bytes
    const verdict = calls.verification.verify(actor, { bytes: bytes.value })
    if (!verdict.ok) return verdict
    scene.inbox.drop(input.upload)
    const { fileName } = taken.value
    const isPdf = verdict.value.report.format === 'pdf'
    return ok({
      ...verdict.value,
      fileName,
      sha256: createHash('sha256').update(bytes.value).digest('hex'),
      document: isPdf ? scene.documents.put({ bytes: bytes.value, type: 'application/pdf', fileName }) : null,
    })
  },
})
