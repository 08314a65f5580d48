import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { words, type Words } from '../../../shared/kernel/words.ts'

/** Our default: ten characters of two classes, or sixteen of any. The upper limit keeps the hashing bounded. */
export const MIN_MIXED = 10
export const MIN_PLAIN = 16
export const MAX_PASSWORD = 256
const MIN_BESIDE_LOGIN = 6

const CLASSES: readonly RegExp[] = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u]

export type PasswordError = AppError<'password-too-weak' | 'password-too-long' | 'password-unusable'>

const weak = (text: Words): PasswordError =>
  appError('password-too-weak', text, {
    next: words(
      `请设至少 ${MIN_MIXED} 个字符且含两类字符（小写、大写、数字、其他），或至少 ${MIN_PLAIN} 个任意字符`,
      `Take at least ${MIN_MIXED} characters of two classes (lower case, upper case, digits, others), or at least ${MIN_PLAIN} of any`,
    ),
  })

/** Says what a new password lacks; undefined when it is good. Lengths count characters after NFKC, as the hasher sees them. */
export function passwordFault(password: string, login: string): PasswordError | undefined {
  if (password.length > 4 * MAX_PASSWORD) return tooLong()
  const text = password.normalize('NFKC')
  const length = [...text].length
  if (length > MAX_PASSWORD) return tooLong()
  if (/[\p{Cc}\p{Cs}]/u.test(text)) {
    return appError(
      'password-unusable',
      words('密码含有键盘无法再次输入的字符', 'The password holds characters that cannot be typed again'),
      {
        next: words(
          '请不要使用换行、制表等控制字符',
          'Leave out line breaks, tabs and other control characters',
        ),
      },
    )
  }
  const rest = text.toLowerCase().replaceAll(login.toLowerCase(), '')
  if (login !== '' && rest.length < text.length && [...rest].length < MIN_BESIDE_LOGIN) {
    return weak(
      words(
        '密码不能只是用户名加几个字符',
        'The password must not be the user name with a few characters added',
      ),
    )
  }
  return lengthFault(text, length)
}

function lengthFault(text: string, length: number): PasswordError | undefined {
  if (length >= MIN_PLAIN) return undefined
  const classes = CLASSES.filter(one => one.test(text)).length
  if (length < MIN_MIXED) {
    const missing = MIN_MIXED - length
    const only = classes < 2
    return weak(
      words(
        `密码太短，还差 ${missing} 个字符${only ? '，而且只有一类字符' : ''}`,
        `The password is too short by ${missing} characters${only ? ' and holds one class of characters only' : ''}`,
      ),
    )
  }
  if (classes >= 2) return undefined
  return weak(
    words(
      `密码只有一类字符：请再加另一类，或再加 ${MIN_PLAIN - length} 个字符`,
      `The password holds one class of characters only: add another class, or ${MIN_PLAIN - length} more characters`,
    ),
  )
}

const tooLong = (): PasswordError =>
  appError(
    'password-too-long',
    words(`密码不能超过 ${MAX_PASSWORD} 个字符`, `A password has at most ${MAX_PASSWORD} characters`),
    { next: words('请缩短后重试', 'Make it shorter and try again') },
  )
