import { type CopyFile } from '../../../shared/domain/licence/licence.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type FileVault } from '../../ports/file-vault.ts'
import { type Digests } from '../../ports/platform.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'

export interface CopyOfPorts extends BasePorts {
  readonly vault: FileVault
  readonly digests: Digests
}

export interface ElectronicCopy {
  readonly file: CopyFile
  readonly bytes: Uint8Array
}

export type CopyOfError = AppError<'copy-missing' | 'copy-damaged'>

/** The electronic copy of a licence, byte for byte as it was issued; taking it out is journalled, because it shows everything. */
export function copyOf(ports: CopyOfPorts) {
  return (actor: Actor, input: { readonly licenceId: string }): Result<ElectronicCopy, CopyOfError> => {
    const [file] = ports.db.read(stores => stores.licences.files(input.licenceId))
    const bytes = file ? ports.vault.read(file.path) : undefined
    if (!file || !bytes) {
      return err(
        appError('copy-missing', words('没有电子证照文件', 'There is no electronic copy'), {
          next: words(
            '存量证照没有本机制作的电子证照；其他情况请从备份恢复',
            'Stock has none made here; otherwise restore it from a backup',
          ),
        }),
      )
    }
    if (ports.digests.sha256(bytes) !== file.sha256) {
      return err(
        appError(
          'copy-damaged',
          words('电子证照文件与制证时不一致', 'The electronic copy is not as it was issued'),
          {
            next: words('请勿发放；请从备份恢复该文件', 'Do not hand it out; restore it from a backup'),
          },
        ),
      )
    }
    ports.db.write(stores =>
      journalled(stores, actor, ports.clock.now(), {
        action: 'licence.copy-taken',
        subjectType: 'licence',
        subjectId: input.licenceId,
        detail: { number: stores.licences.get(input.licenceId)?.number ?? null, sha256: file.sha256 },
      }),
    )
    return ok({ file, bytes })
  }
}
