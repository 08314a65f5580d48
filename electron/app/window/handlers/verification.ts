import { createHash, randomBytes } from 'node:crypto'
import { MAX_REPORTED, type verificationContract } from '../../../../shared/contract/verification.ts'
import { appError, type AppError } from '../../../../shared/kernel/app-error.ts'
import { err, ok } from '../../../../shared/kernel/result.ts'
import { words } from '../../../../shared/kernel/words.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { type ReportedVerdict } from '../../../usecases/verification/write-report.ts'
import { PLAIN_TEXT } from '../documents.ts'
import { bytesOf, exportPath, written, type Caller, type Scene } from '../scene.ts'

const unknown: AppError<'verdict-unknown'> = appError(
  'verdict-unknown',
  words('有的核验结果已不在本机', 'Some of the verdicts are no longer here'),
  {
    next: words('请重新核验这些文件', 'Verify the files again'),
  },
)

/** 核验. Verdicts are kept as the core gave them, so that a report never says what the page says. */
export function verificationHandlers(scene: Scene): HandlersOf<typeof verificationContract, Caller> {
  const given = new Map<string, { readonly userId: string; readonly verdict: ReportedVerdict }>()
  const keep = (userId: string, verdict: ReportedVerdict): string => {
    const id = randomBytes(16).toString('hex')
    given.set(id, { userId, verdict })
    const [oldest] = given.keys()
    if (given.size > MAX_REPORTED && oldest !== undefined) given.delete(oldest)
    return id
  }
  return {
    'verification.verify': ({ actor, calls }, input) => {
      const taken = scene.inbox.take(input.upload)
      if (!taken.ok) return taken
      const bytes = bytesOf(scene, input.upload)
      if (!bytes.ok) return bytes
      const judged = calls.verification.verify(actor, { bytes: bytes.value })
      if (!judged.ok) return judged
      scene.inbox.drop(input.upload)
      const { fileName } = taken.value
      const sha256 = createHash('sha256').update(bytes.value).digest('hex')
      const judgedAt = new Date().toISOString()
      const verdict = { ...judged.value, fileName, sha256, bytes: bytes.value.length, judgedAt }
      const isShown = verdict.report.format === 'pdf' && verdict.report.verdict !== 'refused'
      return ok({
        ...judged.value,
        id: keep(actor.userId, verdict),
        fileName,
        sha256,
        document: isShown
          ? scene.documents.put({ bytes: bytes.value, type: 'application/pdf', fileName })
          : null,
      })
    },
    'verification.report': ({ actor, calls }, { ids }) => {
      const found = ids.map(id => given.get(id)).filter(one => one?.userId === actor.userId)
      const verdicts = found.flatMap(one => (one ? [one.verdict] : []))
      if (verdicts.length < ids.length) return err(unknown)
      const path = exportPath(scene, '核验报告', 'txt')
      const made = calls.verification.report(actor, { verdicts, path })
      return made.ok ? ok(written(scene, path, PLAIN_TEXT)) : made
    },
  }
}
