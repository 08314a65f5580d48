import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type RenderErrorCode } from '../../ports/face-renderer.ts'
import { type Trouble } from './trouble.ts'

export type IssueErrorCode =
  | 'office-missing'
  | 'application-not-found'
  | 'application-state-wrong'
  | 'application-faulty'
  | 'status-unfit'
  | 'numbers-dry'
  | 'number-taken'
  | 'identifier-part-invalid'
  | 'plan-outdated'
  | 'clock-behind'
  | 'seal-missing'
  | 'seal-not-valid'
  | 'placeholder-too-small'
  | 'no-signature-place'
  | 'own-check-failed'
  | Trouble['code']
  | RenderErrorCode

export type IssueError = AppError<IssueErrorCode>

/** Errors that every following licence would meet too: a batch stops at them instead of failing item by item. */
const STOPPING: readonly IssueErrorCode[] = [
  'office-missing',
  'clock-behind',
  'seal-missing',
  'seal-not-valid',
  'placeholder-too-small',
  'no-signature-place',
  'own-check-failed',
  'disk-full',
  'disk-error',
  'database-damaged',
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

export const statusUnfit: IssueError = appError(
  'status-unfit',
  words('原证照已不在有效状态，不能据此制证', 'The present licence is no longer in force'),
  { next: words('请核对原证照的状态', 'Look at what became of the present licence') },
)

/** Somebody acted in between; nothing was written. */
export const planOutdated: IssueError = appError(
  'plan-outdated',
  words(
    '制证过程中申请、原证照或印章已被改动，未制证',
    'The application, the present licence or the seal changed while the licence was being made: nothing was issued',
  ),
  {
    next: words(
      '请核对最新情况后重新列入一批',
      'See how things stand now, then put the application into another batch',
    ),
  },
)
