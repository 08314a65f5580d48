import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Seal } from '../../../shared/domain/seal/seal.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type KeyErrorCode } from '../../ports/seal-keys.ts'
import { journalled } from '../common/journal.ts'
import { forgetWrongPins, noteWrongPin, PIN_TRIES, triesLeft } from '../common/pin-tries.ts'
import { type IssuePorts, type OpenSeal } from './ports.ts'

export type OpenSealsError = AppError<
  KeyErrorCode | 'seal-missing' | 'pin-missing' | 'seal-container-changed'
>

/** PINs by seal id, asked once a batch. */
export type Pins = Readonly<Record<string, string>>

const missing = (name: string): OpenSealsError =>
  appError(
    'seal-missing',
    words(
      `印章“${name}”的证书容器不在数据目录中`,
      `The container of the seal ${name} is not in the data folder`,
    ),
    {
      next: words('请从备份恢复，或重新导入印章', 'Restore it from a backup, or import the seal again'),
    },
  )

/** Never tried with an empty PIN: every wrong try brings a token nearer to its lock. */
const pinMissing = (seal: Seal): OpenSealsError =>
  appError('pin-missing', words(`请输入印章“${seal.name}”的口令`, `Give the PIN of the seal ${seal.name}`), {
    data: { seal: seal.id },
  })

const changed = (name: string): OpenSealsError =>
  appError(
    'seal-container-changed',
    words(
      `印章“${name}”的证书容器里已不是登记的那张证书`,
      `The container of the seal ${name} no longer holds the certificate that was registered`,
    ),
    {
      next: words(
        '请从备份恢复该文件；要换用新证书，请作为新印章导入',
        'Restore the file from a backup; a new certificate is imported as a new seal',
      ),
    },
  )

const pinLocked = (seal: Seal): OpenSealsError =>
  appError(
    'pin-locked',
    words(
      `印章“${seal.name}”的口令连续输错，已锁定`,
      `The seal ${seal.name} is locked: its PIN was wrong too often`,
    ),
    {
      next: words(
        '请管理员核实后，在印章管理中写明原因解锁',
        'An administrator looks into it and unlocks the seal, stating a reason',
      ),
      data: { seal: seal.id, triesLeft: 0 },
    },
  )

const pinWrong = (seal: Seal, left: number): OpenSealsError =>
  appError(
    'pin-wrong',
    words(
      `印章“${seal.name}”的口令不正确，还可以试 ${left} 次`,
      `The PIN of the seal ${seal.name} is wrong; ${left} more can be tried`,
    ),
    {
      next: words(
        '请核对口令，注意大小写和输入法；没有把握时先问保管人，不要再试',
        'Check it, upper and lower case and the input method; if in doubt, ask its keeper instead of trying',
      ),
      data: { seal: seal.id, triesLeft: left },
    },
  )

/** Counts a wrong PIN, in the database, so that closing the program does not give new tries. */
function wrongPin(ports: IssuePorts, actor: Actor, seal: Seal): OpenSealsError {
  const at = ports.clock.now()
  return ports.db.write(stores => {
    const left = noteWrongPin(stores, seal.id)
    const act = { subjectType: 'seal', subjectId: seal.id, detail: { triesLeft: left } } as const
    journalled(stores, actor, at, { action: 'seal.pin-wrong', ...act })
    if (left > 0) return pinWrong(seal, left)
    journalled(stores, actor, at, { action: 'seal.pin-locked', ...act })
    return pinLocked(seal)
  })
}

function openOne(
  ports: IssuePorts,
  actor: Actor,
  seal: Seal,
  pin: string | undefined,
): Result<OpenSeal, OpenSealsError> {
  if (pin === undefined || pin === '') return err(pinMissing(seal))
  const left = ports.db.read(stores => triesLeft(stores, seal.id))
  if (left === 0) return err(pinLocked(seal))
  const container = ports.vault.read(seal.containerPath)
  if (!container) return err(missing(seal.name))
  const key = ports.keys.unlock(container, pin)
  if (!key.ok) return key.error.code === 'pin-wrong' ? err(wrongPin(ports, actor, seal)) : key
  if (left < PIN_TRIES) ports.db.write(stores => forgetWrongPins(stores, seal.id))
  if (key.value.certificate.fingerprint === seal.fingerprint) return ok({ seal, key: key.value })
  key.value.lock()
  return err(changed(seal.name))
}

/**
 * Opens every seal of a batch, each with its PIN, and stops at the first that does not open: a wrong PIN is never tried
 * again by the program. Seals opened so far are locked before it returns.
 */
export function openSeals(
  ports: IssuePorts,
  actor: Actor,
  seals: readonly Seal[],
  pins: Pins,
): Result<readonly OpenSeal[], OpenSealsError> {
  const open: OpenSeal[] = []
  for (const seal of seals) {
    const opened = openOne(ports, actor, seal, pins[seal.id])
    if (!opened.ok) {
      for (const other of open) other.key.lock()
      return opened
    }
    open.push(opened.value)
  }
  return ok(open)
}
