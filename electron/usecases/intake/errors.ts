import { type Application } from '../../../shared/domain/application/application.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { words } from '../../../shared/kernel/words.ts'

export const applicationNotFound: AppError<'application-not-found'> = appError(
  'application-not-found',
  words('找不到这件申请', 'There is no such application'),
)

/** Somebody (perhaps another window) saved in between: nothing was written, and what was typed is still in the caller's hands. */
export const revisionStale = (current: number): AppError<'revision-stale'> =>
  appError('revision-stale', words('这件申请在别处已被修改', 'This application has been changed elsewhere'), {
    next: words(
      '请载入最新内容后再改；您输入的内容仍保留',
      'Load the newest state and change that; what you typed is kept',
    ),
    data: { revision: current },
  })

export const wrongState = (application: Application): AppError<'application-state-wrong'> =>
  appError(
    'application-state-wrong',
    words(
      `${application.receiptNumber} 目前是“${STATE_WORDS[application.state].zh}”，不能这样办理`,
      `${application.receiptNumber} is ${STATE_WORDS[application.state].en}: this cannot be done now`,
    ),
    { data: { state: application.state } },
  )

export const STATE_WORDS = {
  draft: words('草稿', 'a draft'),
  submitted: words('待审批', 'waiting for approval'),
  returned: words('已退回', 'returned'),
  approved: words('待制证', 'approved and waiting for its licence'),
  issued: words('已制证', 'issued'),
  abandoned: words('已放弃', 'abandoned'),
} as const
