import { type SealPurpose } from '../../../shared/domain/kinds/kind.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Seal } from '../../../shared/domain/seal/seal.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { chineseDate, civilDateOf, type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type FileVault } from '../../ports/file-vault.ts'
import { type KeyErrorCode, type KeyProvider, type SealCertificate } from '../../ports/seal-keys.ts'
import { toBase64 } from '../common/base64.ts'
import { SEALS_FOLDER } from '../common/data-folder.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { keyUsageOf } from './key-usage.ts'

export interface ImportSealPorts extends BasePorts {
  readonly keys: KeyProvider
  readonly vault: FileVault
}

export interface ImportSealInput {
  /** 文化和旅游市场电子证照专用章 */
  readonly name: string
  readonly purpose: SealPurpose
  /** PKCS#12, at most 1 MiB. */
  readonly container: Uint8Array
  /** Opens the container once, now; it is not kept. */
  readonly pin: string
  /** PNG with transparency, at most 2 MiB. */
  readonly picture?: Uint8Array
}

export type ImportSealError = AppError<
  | KeyErrorCode
  | 'seal-name-invalid'
  | 'container-too-large'
  | 'picture-unreadable'
  | 'seal-expired'
  | 'seal-not-yet-valid'
  | 'seal-cannot-sign'
  | 'seal-exists'
>

const MAX_CONTAINER = 1024 * 1024
const MAX_PICTURE = 2 * 1024 * 1024
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

const dayOf = (at: Instant): string => civilDateOf(at)

function inputFault(input: ImportSealInput): ImportSealError | undefined {
  const length = [...input.name.trim()].length
  if (length < 1 || length > 60) {
    return appError(
      'seal-name-invalid',
      words('印章名称须为 1 至 60 个字', 'The name of a seal has 1 to 60 characters'),
      { next: words('请填写印章全称', "Enter the seal's full name") },
    )
  }
  if (input.container.length > MAX_CONTAINER) {
    return appError(
      'container-too-large',
      words('证书文件超过 1 MB，不是印章证书', 'The file is larger than 1 MB: it is no seal certificate'),
      { next: words('请选择扩展名为 .p12 或 .pfx 的文件', 'Choose the file that ends in .p12 or .pfx') },
    )
  }
  const { picture } = input
  if (picture && (picture.length > MAX_PICTURE || !PNG.every((byte, i) => picture[i] === byte))) {
    return appError(
      'picture-unreadable',
      words('印章图片须为 2 MB 以内的 PNG 文件', 'The seal picture is a PNG file of at most 2 MB'),
      {
        next: words(
          '请另存为背景透明的 PNG 后重试',
          'Save it as PNG with a transparent ground and try again',
        ),
      },
    )
  }
  return undefined
}

function certificateFault(certificate: SealCertificate, now: Instant): ImportSealError | undefined {
  if (certificate.notAfter < now) {
    return appError(
      'seal-expired',
      words(
        `印章证书已于 ${chineseDate(civilDateOf(certificate.notAfter))} 到期`,
        `The seal certificate expired on ${dayOf(certificate.notAfter)}`,
      ),
      {
        next: words(
          '请向证书机构申请更新证书后再导入',
          'Have the certificate renewed and import the new one',
        ),
        data: { notAfter: certificate.notAfter },
      },
    )
  }
  if (certificate.notBefore > now) {
    return appError(
      'seal-not-yet-valid',
      words(
        `印章证书自 ${chineseDate(civilDateOf(certificate.notBefore))} 起才有效`,
        `The seal certificate is valid only from ${dayOf(certificate.notBefore)}`,
      ),
      {
        next: words(
          '请核对本机日期；日期无误的，请到期后再导入',
          'Check the date of this computer; if it is right, import the certificate on that day',
        ),
        data: { notBefore: certificate.notBefore },
      },
    )
  }
  return usageFault(certificate)
}

function usageFault(certificate: SealCertificate): ImportSealError | undefined {
  const usage = keyUsageOf(certificate.certificate)
  if (usage === 'none') return undefined
  if (usage !== 'unreadable' && (usage.digitalSignature || usage.contentCommitment)) return undefined
  return appError(
    'seal-cannot-sign',
    words(
      '该证书的用途不含数字签名，盖出的章将验证不通过',
      'This certificate is not meant for digital signatures: what it sealed would not verify',
    ),
    {
      next: words(
        '请向证书机构索取签名证书（不是加密证书）',
        'Ask for the signing certificate, not the one for encryption',
      ),
    },
  )
}

const exists = (seal: Seal): AppError<'seal-exists'> =>
  appError(
    'seal-exists',
    words(`该证书已导入为“${seal.name}”`, `This certificate is imported as "${seal.name}"`),
    {
      next: words('请在印章列表中查看', 'Look for it in the list of seals'),
      data: { sealId: seal.id },
    },
  )

function sealOf(
  input: ImportSealInput,
  certificate: SealCertificate,
  fixed: Pick<Seal, 'id' | 'provider' | 'createdAt'>,
): Omit<Seal, 'picture'> {
  return {
    ...fixed,
    name: input.name.trim(),
    purpose: input.purpose,
    containerPath: `${SEALS_FOLDER}/${fixed.id}.p12`,
    certificate: toBase64(certificate.certificate),
    subject: certificate.subject,
    issuer: certificate.issuer,
    serial: certificate.serial,
    fingerprint: certificate.fingerprint,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    keyType: certificate.keyType,
    keyBits: certificate.keyBits,
    state: 'active',
  }
}

/**
 * Takes over a seal certificate of the office. The container is kept as it came, sealed by its PIN, and is on disk before
 * the database knows of it. Refuses certificates that cannot seal anything valid today.
 */
export function importSeal(ports: ImportSealPorts) {
  return (actor: Actor, input: ImportSealInput): Result<Seal, ImportSealError> => {
    const at = ports.clock.now()
    const fault = inputFault(input)
    if (fault) return err(fault)
    const read = ports.keys.inspect(input.container, input.pin)
    if (!read.ok) return read
    const unfit = certificateFault(read.value, at)
    if (unfit) return err(unfit)
    const same = ports.db
      .read(stores => stores.seals.list())
      .find(seal => seal.fingerprint === read.value.fingerprint && seal.state !== 'destroyed')
    if (same) return err(exists(same))
    const made = sealOf(input, read.value, { id: ports.ids.next(), provider: ports.keys.id, createdAt: at })
    ports.vault.put(made.containerPath, input.container)
    try {
      return ok(insert(ports, actor, made, input.picture))
    } catch (error) {
      ports.vault.remove(made.containerPath) // nothing may keep a key that no seal owns
      throw error
    }
  }
}

function insert(
  ports: ImportSealPorts,
  actor: Actor,
  made: Omit<Seal, 'picture'>,
  picture: Uint8Array | undefined,
): Seal {
  return ports.db.write(stores => {
    const seal: Seal = { ...made, picture: picture ? stores.blobs.put(picture) : null }
    stores.seals.insert(seal)
    journalled(stores, actor, seal.createdAt, {
      action: 'seal.imported',
      subjectType: 'seal',
      subjectId: seal.id,
      detail: {
        name: seal.name,
        purpose: seal.purpose,
        serial: seal.serial,
        fingerprint: seal.fingerprint,
        notAfter: seal.notAfter,
      },
    })
    return seal
  })
}
