import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Seal } from '../../../shared/domain/seal/seal.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type KeyErrorCode } from '../../ports/seal-keys.ts'
import { journalled } from '../common/journal.ts'
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

function openOne(ports: IssuePorts, seal: Seal, pin: string | undefined): Result<OpenSeal, OpenSealsError> {
  if (pin === undefined) return err(pinMissing(seal))
  const container = ports.vault.read(seal.containerPath)
  if (!container) return err(missing(seal.name))
  const key = ports.keys.unlock(container, pin)
  if (!key.ok) return key
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
    const opened = openOne(ports, seal, pins[seal.id])
    if (!opened.ok) {
      for (const other of open) other.key.lock()
      if (opened.error.code === 'pin-wrong') {
        ports.db.write(stores =>
          journalled(stores, actor, ports.clock.now(), {
            action: 'seal.pin-wrong',
            subjectType: 'seal',
            subjectId: seal.id,
          }),
        )
      }
      return opened
    }
    open.push(opened.value)
  }
  return ok(open)
}
