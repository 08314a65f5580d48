import { type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { type Seal } from '../../../shared/domain/seal/seal.ts'
import { appError } from '../../../shared/kernel/app-error.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { type IssueError } from './errors.ts'
import { type OpenSeal } from './ports.ts'

const missing = (purpose: string): IssueError =>
  appError('seal-missing', words('没有可用于该类证照的印章', 'No seal is open for this kind of licence'), {
    next: words(
      '请管理员导入或启用相应印章，并输入其口令',
      'An administrator imports or reactivates the seal; then give its PIN',
    ),
    data: { purpose },
  })

const notValid = (seal: Seal): IssueError =>
  appError(
    'seal-not-valid',
    words(
      `印章“${seal.name}”的证书不在有效期内`,
      `The certificate of the seal ${seal.name} is not valid now`,
    ),
    {
      next: words(
        '请核对本机时间；证书已到期的，请导入新证书',
        "Check this machine's clock; import a new certificate if it has expired",
      ),
      data: { notBefore: seal.notBefore, notAfter: seal.notAfter },
    },
  )

export const isValidAt = (seal: Seal, at: Instant): boolean => at >= seal.notBefore && at <= seal.notAfter

/** The open seal for a kind, as the database has it now: a seal suspended, or run out, in mid-batch seals nothing more. */
export function sealAtHand(
  stores: Stores,
  openSeals: readonly OpenSeal[],
  kind: KindDefinition,
  at: Instant,
): OpenSeal | IssueError {
  const { purpose } = kind.seal
  const open = openSeals.find(s => s.seal.purpose === purpose)
  if (!open || stores.seals.get(open.seal.id)?.state !== 'active') return missing(purpose)
  return isValidAt(open.seal, at) ? open : notValid(open.seal)
}
