import { appError } from '../../../shared/kernel/app-error.ts'
import { instantFromMillis } from '../../../shared/kernel/instant.ts'
import { words } from '../../../shared/kernel/words.ts'
import { accountLocked } from '../../usecases/accounts/failed-password.ts'

export const secretNeeded = appError(
  'secret-needed',
  words(
    '本机还不认识您：首次登录需要恢复口令',
    'This machine does not know you yet: the recovery secret is needed once',
  ),
  {
    next: words(
      '请输入设置本机关时记下的恢复口令（32 位）；以后登录只用您自己的密码',
      'Enter the 32-character recovery secret that was written down at set-up; afterwards your own password is enough',
    ),
  },
)

export const signInRefused = appError(
  'sign-in-refused',
  words('用户名或密码不正确', 'The user name or the password is wrong'),
  { next: words('请核对后重新输入', 'Check both and try again') },
)

export const nobodyLocked = appError('nobody-locked', words('窗口没有锁定', 'The window is not locked'))

/** As at sign-in: the data are closed, so the wait is counted by the keyring. */
export const waitUntil = (until: number) => accountLocked(instantFromMillis(until))

export const secretNotHere = appError(
  'secret-not-here',
  words('演示机关没有恢复口令', 'A demonstration office has no recovery secret'),
  { next: words('正式机关设置时会生成', 'One is made when a real office is set up') },
)

export const secretTypedWrong = appError(
  'secret-typed-wrong',
  words('与恢复口令不一致', 'This is not the recovery secret'),
  {
    next: words(
      '请对照纸条逐组核对后重新输入；纸条写错的，请改正纸条',
      'Compare it group by group with the paper and type it again; correct the paper if it is wrong there',
    ),
  },
)

export const trustAnchorUnreadable = appError(
  'trust-anchor-unreadable',
  words('文件里没有可用的根证书', 'The file holds no certificate'),
  { next: words('请选择 PEM 或 DER 格式的根证书文件', 'Pick a root certificate in PEM or DER form') },
)
