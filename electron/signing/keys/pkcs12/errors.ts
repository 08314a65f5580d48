import { appError } from '../../../../shared/kernel/app-error.ts'
import { words } from '../../../../shared/kernel/words.ts'

/** The words for each way in which a container cannot be used. `detail` never holds the PIN. */
export const containerErrors = {
  pinWrong: () =>
    appError('pin-wrong', words('印章文件的口令不正确', 'the PIN of the seal file is wrong'), {
      next: words(
        '请核对口令后再试，注意大小写和输入法',
        'check the PIN, upper and lower case and the input method, then try again',
      ),
    }),
  unreadable: (detail: string) =>
    appError(
      'container-unreadable',
      words(
        '印章文件无法读取，不是有效的 PKCS#12（.p12/.pfx）文件',
        'the seal file cannot be read as PKCS#12 (.p12/.pfx)',
      ),
      {
        next: words(
          '请向证书颁发机构索取未损坏的 .p12 或 .pfx 文件',
          'ask the certificate authority for an undamaged .p12 or .pfx file',
        ),
        data: { detail },
      },
    ),
  keyMissing: () =>
    appError('key-missing', words('印章文件中没有私钥', 'the seal file holds no private key'), {
      next: words(
        '请重新导出证书，并选择“导出私钥”',
        'export the certificate again together with its private key',
      ),
    }),
  certificateMissing: () =>
    appError(
      'certificate-missing',
      words('印章文件中没有与私钥对应的证书', 'the seal file holds no certificate for its private key'),
      {
        next: words(
          '请重新导出证书和私钥到同一文件',
          'export certificate and private key into one file again',
        ),
      },
    ),
  keyUnsupported: () =>
    appError(
      'key-unsupported',
      words(
        '印章私钥的算法不受支持，或强度不足',
        'the key of the seal is of an unsupported kind or too weak',
      ),
      {
        next: words(
          '请使用 RSA 2048 位以上或 ECDSA P-256 的证书',
          'use a certificate with RSA of 2048 bits or more, or ECDSA P-256',
        ),
      },
    ),
} as const
