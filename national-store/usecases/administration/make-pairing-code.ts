import { pairingCodeText, PAIRING_CODE_BYTES } from '../../../shared/domain/sync/pairing-code.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { fromHex, toHex } from '../../../shared/kernel/bytes.ts'
import { instantFromMillis, millisOf, type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { workstationIdText } from '../../../shared/protocol/common.ts'
import { type Sql } from '../../ports/sql.ts'
import { type PairingPorts } from '../pairing/ports.ts'

/** How long a code may lie: our default, no public source says any. */
export const CODE_HOURS = 24

export interface MakePairingCodeInput {
  readonly officeCode: string
  readonly workstationId: string
  readonly hours?: number
}

export interface MadePairingCode {
  /** Shown once: the store keeps its digest only. */
  readonly code: string
  readonly officeName: string
  readonly workstationId: string
  readonly expiresAt: Instant
}

export type MakePairingCodeError = AppError<
  'office-unknown' | 'workstation-id-invalid' | 'workstation-other-office'
>

const unknownOffice = (code: string): AppError<'office-unknown'> =>
  appError('office-unknown', words(`没有登记代码为 ${code} 的机关`, `there is no office ${code}`), {
    next: words('请先登记机关（office add）', 'add the office first (office add)'),
  })

async function obstacle(sql: Sql, input: MakePairingCodeInput): Promise<MakePairingCodeError | undefined> {
  const { officeCode, workstationId } = input
  if (!workstationIdText.safeParse(workstationId).success)
    return appError(
      'workstation-id-invalid',
      words(
        `工作站编号不对：${workstationId.slice(0, 64)}`,
        `not a workstation’s id: ${workstationId.slice(0, 64)}`,
      ),
      {
        next: words(
          '编号为 8 至 32 位大写字母、数字或连字符，与工作站设置中的一致',
          '8 to 32 capital letters, digits or hyphens, as in the workstation’s set-up',
        ),
      },
    )
  const [known] = await sql.query<{ code: string; name: string }>(
    'SELECT o.code, o.name FROM workstations w JOIN offices o ON o.code = w.office_code WHERE w.id = $1',
    [workstationId],
  )
  if (!known || known.code === officeCode) return undefined
  return appError(
    'workstation-other-office',
    words(`该编号的工作站属于${known.name}`, `a workstation of ${known.name} has this id`),
    { next: words('请为工作站另取编号', 'give the workstation another id') },
  )
}

/** A one-time code for one workstation of one office; it also says by which root the workstation knows the store. */
export const makePairingCode =
  ({ db, clock, digest, authority, secrets }: PairingPorts) =>
  async (input: MakePairingCodeInput): Promise<Result<MadePairingCode, MakePairingCodeError>> => {
    const { officeCode, workstationId, hours = CODE_HOURS } = input
    const [office] = await db.sql.query<{ name: string }>('SELECT name FROM offices WHERE code = $1', [
      officeCode,
    ])
    if (!office) return err(unknownOffice(officeCode))
    const wrong = await obstacle(db.sql, input)
    if (wrong) return err(wrong)
    const secret = secrets.bytes(PAIRING_CODE_BYTES.secret)
    const rootDigest = fromHex(digest.sha256(authority.root)).slice(0, PAIRING_CODE_BYTES.rootDigest)
    const now = clock.now()
    const expiresAt = instantFromMillis(millisOf(now) + hours * 3_600_000)
    await db.sql.query(
      `INSERT INTO pairing_codes (secret_sha256, workstation_id, office_code, made_at, expires_at)
        VALUES ($1, $2, $3, $4, $5)`,
      [digest.sha256(toHex(secret)), workstationId, officeCode, now, expiresAt],
    )
    return ok({
      code: pairingCodeText({ secret, rootDigest }),
      officeName: office.name,
      workstationId,
      expiresAt,
    })
  }
