import { inspectUscc } from '../../../shared/domain/codes/uscc.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { officeCodeText, regionText } from '../../../shared/protocol/common.ts'
import { type StoreClock } from '../../ports/clock.ts'
import { type Database } from '../../ports/sql.ts'

export interface Office {
  readonly code: string
  readonly name: string
  readonly region: string
}

export type AddOfficeError = AppError<
  'office-code-invalid' | 'office-name-invalid' | 'office-region-invalid' | 'office-differs'
>

function fault({ code, name, region }: Office): AddOfficeError | undefined {
  // Legal codes of the early pilots fail the check, so that it does not refuse.
  if (!officeCodeText.safeParse(code).success || inspectUscc(code).verdict === 'malformed')
    return appError(
      'office-code-invalid',
      words(`统一社会信用代码不对：${code}`, `not a unified social credit code: ${code}`),
      { next: words('请核对机关的 18 位代码', 'check the 18 signs of the office’s code') },
    )
  if (name.trim() === '' || name.length > 200 || /\p{Cc}/u.test(name))
    return appError(
      'office-name-invalid',
      words('机关名称应为 1 至 200 字', 'a name has 1 to 200 characters'),
      {
        next: words('请填写机关全称', 'give the office’s full name'),
      },
    )
  if (!regionText.safeParse(region).success)
    return appError(
      'office-region-invalid',
      words(`行政区划代码不对：${region}`, `not a region’s code: ${region}`),
      {
        next: words('请填写六位数字，如 330000', 'six digits, such as 330000'),
      },
    )
  return undefined
}

/** Takes an office into the store's book; the same office again changes nothing. */
export const addOffice =
  ({ db, clock }: { readonly db: Database; readonly clock: StoreClock }) =>
  async (office: Office): Promise<Result<Office, AddOfficeError>> => {
    const wrong = fault(office)
    if (wrong) return err(wrong)
    const { code, name, region } = office
    await db.sql.query(
      'INSERT INTO offices (code, name, region, added_at) VALUES ($1, $2, $3, $4) ON CONFLICT (code) DO NOTHING',
      [code, name, region, clock.now()],
    )
    const [kept] = await db.sql.query<Office>('SELECT code, name, region FROM offices WHERE code = $1', [
      code,
    ])
    if (kept?.name === name && kept.region === region) return ok(kept)
    return err(
      appError(
        'office-differs',
        words(
          `该代码已登记为：${kept?.name}（${kept?.region}）`,
          `this code is known as ${kept?.name} (${kept?.region})`,
        ),
        { next: words('请核对代码、名称和区划', 'check code, name and region') },
      ),
    )
  }
