import { type z } from 'zod'
import { type GateCode } from '../../shared/contract/define.ts'
import { appError, type AppError } from '../../shared/kernel/app-error.ts'
import { words } from '../../shared/kernel/words.ts'

const REPORT = words(
  '什么都没有办理。若再次出现，请导出帮助包',
  'Nothing was done. If it happens again, export a help bundle',
)

/** A call from a frame, from another page or from nowhere that the host knows. */
export const FORGED = appError(
  'sender-refused',
  words('调用来自不可信的页面，已拒绝', 'The call came from a page that may not call'),
  {
    next: REPORT,
  },
)

export const TOO_LARGE = appError('call-too-large', words('内容过大，已拒绝', 'The call is too large'), {
  next: REPORT,
})

export const MALFORMED = appError(
  'call-malformed',
  words('调用格式不对，已拒绝', 'The call cannot be read'),
  { next: REPORT },
)

export const UNKNOWN = appError('call-unknown', words('没有这项功能', 'There is no such call'), {
  next: REPORT,
})

/** Names the place in the input, never what stood there. */
export const inputInvalid = (error: z.ZodError): AppError<GateCode> =>
  appError('input-invalid', words('填写的内容不符合格式', 'What was sent does not fit'), {
    next: words('请检查填写内容的长度与格式', 'Check the length and the form of what was entered'),
    data: { at: error.issues.slice(0, 5).map(issue => `${issue.path.join('.')}: ${issue.code}`) },
  })

export const programFault = (id: string): AppError<GateCode> =>
  appError(
    'program-fault',
    words('程序出错，本次操作没有完成', 'A fault of the program: this was not completed'),
    {
      next: words(
        `请重试；若再次出现，请导出帮助包并告知编号 ${id}`,
        `Try again; if it happens again, export a help bundle and tell the id ${id}`,
      ),
      data: { fault: id },
    },
  )

export const signInNeeded = appError('sign-in-needed', words('请先登录', 'Sign in first'))

export const sessionLocked = appError('session-locked', words('窗口已锁定', 'The window is locked'), {
  next: words('请输入口令解锁', 'Enter your password to unlock it'),
})
