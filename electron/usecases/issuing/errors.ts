import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type RenderErrorCode } from '../../ports/face-renderer.ts'

export type IssueErrorCode =
  | 'office-missing'
  | 'application-not-found'
  | 'application-state-wrong'
  | 'application-faulty'
  | 'status-unfit'
  | 'numbers-dry'
  | 'identifier-part-invalid'
  | 'seal-missing'
  | 'seal-not-valid'
  | 'placeholder-too-small'
  | 'no-signature-place'
  | 'own-check-failed'
  | 'disk-full'
  | 'disk-error'
  | RenderErrorCode

export type IssueError = AppError<IssueErrorCode>

/** Errors that every following licence would meet too: a batch stops at them instead of failing item by item. */
const STOPPING: readonly IssueErrorCode[] = [
  'office-missing',
  'seal-missing',
  'seal-not-valid',
  'placeholder-too-small',
  'no-signature-place',
  'own-check-failed',
  'disk-full',
  'disk-error',
]

export const stopsBatch = (error: IssueError): boolean => STOPPING.includes(error.code)

export const numbersDry = (
  kindName: { zh: string; en: string },
  selector: Readonly<Record<string, string>>,
): IssueError => {
  const said = Object.entries(selector).map(([key, value]) => `${key}=${value}`)
  return appError(
    'numbers-dry',
    words(
      `本工作站没有可用的${kindName.zh}号段（${said.join('，')}）`,
      `This workstation has no number left for ${kindName.en} (${said.join(', ')})`,
    ),
    {
      next: words(
        '请向全国库申请号段并导入；在此之前不能制证，编号不会自行编造',
        'Ask the national store for a block and import it; numbers are never made up',
      ),
      data: { selector: said },
    },
  )
}

export const diskFull: IssueError = appError(
  'disk-full',
  words('磁盘空间不足，未制证', 'The disk is full: nothing was issued'),
  {
    next: words('请清理磁盘后继续本批', 'Free some space, then resume the batch'),
  },
)
