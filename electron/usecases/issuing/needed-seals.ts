import { type Seal } from '../../../shared/domain/seal/seal.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type IssuePorts } from './ports.ts'
import { isValidAt } from './seal-at-hand.ts'

const SLICE = 500

/** Purposes of the kinds that wait in a batch; found in slices, so that a large batch does not make the window wait. */
async function purposesOf(ports: IssuePorts, batchId: string): Promise<ReadonlySet<string>> {
  const waiting = ports.db.read(stores => stores.batches.items(batchId)).filter(i => i.state === 'waiting')
  const purposes = new Set<string>()
  for (let from = 0; from < waiting.length; from += SLICE) {
    ports.db.read(stores => {
      for (const item of waiting.slice(from, from + SLICE)) {
        const application = stores.applications.get(item.applicationId)
        if (application) purposes.add(ports.standard.kind(application.kind).seal.purpose)
      }
    })
    await ports.turns.next()
  }
  return purposes
}

const missing = (purpose: string): AppError<'seal-missing'> =>
  appError('seal-missing', words('缺少本批需要的印章', 'A seal that this batch needs is missing'), {
    next: words('请管理员导入印章', 'An administrator imports it'),
    data: { purpose },
  })

/** Of two seals with one purpose, the one whose certificate is valid now and stays so longest. */
function bestOf(seals: readonly Seal[], at: Instant): Seal | undefined {
  const byEnd = [...seals].sort((a, b) => (a.notAfter < b.notAfter ? 1 : -1))
  return byEnd.find(seal => isValidAt(seal, at)) ?? byEnd[0]
}

/** The seals that the waiting items need, by the purpose of their kinds. */
export async function neededSeals(
  ports: IssuePorts,
  batchId: string,
): Promise<Result<readonly Seal[], AppError<'seal-missing'>>> {
  const purposes = await purposesOf(ports, batchId)
  const at = ports.clock.now()
  const active = ports.db.read(stores => stores.seals.list()).filter(seal => seal.state === 'active')
  const found: Seal[] = []
  for (const purpose of purposes) {
    const seal = bestOf(
      active.filter(each => each.purpose === purpose),
      at,
    )
    if (!seal) return err(missing(purpose))
    found.push(seal)
  }
  return ok(found)
}
