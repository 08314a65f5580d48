import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { pairingProofText } from '../../../shared/protocol/pairing.ts'
import { type ClientCertificate } from '../../ports/keys.ts'
import { type Sql } from '../../ports/sql.ts'
import { keepCertificate } from './keep-certificate.ts'
import { type PairingPorts } from './ports.ts'

export interface RedeemCodeInput {
  /** Hex of the ten secret bytes. */
  readonly secret: string
  readonly workstationId: string
  readonly officeCode: string
  /** DER. */
  readonly publicKey: Uint8Array
  readonly proof: Uint8Array
}

export type RedeemCodeError = AppError<
  | 'pairing-code-unknown'
  | 'pairing-code-used'
  | 'pairing-code-expired'
  | 'pairing-other-workstation'
  | 'pairing-other-office'
  | 'pairing-key-unfit'
>

export interface Paired {
  readonly certificate: Uint8Array
  readonly validUntil: Instant
  readonly office: {
    readonly workstationId: string
    readonly officeName: string
    readonly officeCode: string
    readonly region: string
  }
}

interface CodeRow {
  readonly workstation_id: string
  readonly office_code: string
  readonly office_name: string
  readonly region: string
  readonly expires_at: Instant
  readonly used_at: Instant | null
  readonly used_key_sha256: string | null
  readonly certificate: Uint8Array | null
  readonly valid_until: Instant | null
  readonly revoked_at: Instant | null
}

const BY_SECRET = `SELECT p.workstation_id, p.office_code, o.name AS office_name, o.region, p.expires_at, p.used_at,
    p.used_key_sha256, c.certificate, c.valid_until, c.revoked_at
  FROM pairing_codes p
    JOIN offices o ON o.code = p.office_code
    LEFT JOIN client_certificates c ON c.serial = p.used_serial
  WHERE p.secret_sha256 = $1
  FOR UPDATE OF p`

const ASK_FOR_ANOTHER = words(
  '请向国家库管理员索取新的配对码',
  'ask the operator of the store for a new code',
)

export const keyUnfit = (): AppError<'pairing-key-unfit'> =>
  appError(
    'pairing-key-unfit',
    words('密钥不合要求，或签名不是用它作的', 'the key is not fit, or the proof was not made with it'),
    { next: words('请在工作站上重新配对', 'pair again at the workstation') },
  )

const refused = <C extends RedeemCodeError['code']>(code: C, zh: string, en: string): AppError<C> =>
  appError(code, words(zh, en), { next: ASK_FOR_ANOTHER })

const keptFrom = (row: CodeRow, certificate: Uint8Array, validUntil: Instant): Paired => ({
  certificate,
  validUntil,
  office: {
    workstationId: row.workstation_id,
    officeName: row.office_name,
    officeCode: row.office_code,
    region: row.region,
  },
})

/** Why this code cannot be redeemed so, or undefined where it can. */
function obstacle(row: CodeRow, input: RedeemCodeInput, now: Instant): RedeemCodeError | undefined {
  if (row.used_at !== null) return refused('pairing-code-used', '配对码已用过', 'the code was used before')
  if (row.expires_at < now) return refused('pairing-code-expired', '配对码已过期', 'the code has expired')
  if (row.workstation_id !== input.workstationId)
    return refused(
      'pairing-other-workstation',
      '配对码是给另一台工作站的',
      'the code is for another workstation',
    )
  if (row.office_code !== input.officeCode)
    return refused('pairing-other-office', '配对码是给另一个机关的', 'the code is for another office')
  return undefined
}

async function takeIn(
  sql: Sql,
  row: CodeRow,
  issued: ClientCertificate,
  code: { readonly secretSha256: string; readonly keySha256: string; readonly now: Instant },
): Promise<void> {
  const { now } = code
  // Whoever pairs anew has lost the key before, or somebody else has it: what was issued before is good no longer.
  await sql.query(
    'UPDATE client_certificates SET revoked_at = $2 WHERE workstation_id = $1 AND revoked_at IS NULL',
    [row.workstation_id, now],
  )
  await sql.query(
    `INSERT INTO workstations (id, office_code, state, paired_at) VALUES ($1, $2, 'active', $3)
      ON CONFLICT (id) DO UPDATE SET state = 'active', paired_at = $3, revoked_at = NULL`,
    [row.workstation_id, row.office_code, now],
  )
  await keepCertificate(sql, row.workstation_id, issued, now)
  await sql.query(
    'UPDATE pairing_codes SET used_at = $2, used_serial = $3, used_key_sha256 = $4 WHERE secret_sha256 = $1',
    [code.secretSha256, now, issued.serial, code.keySha256],
  )
}

/**
 * Redeems a one-time code: the workstation gets a certificate for the key that it holds. The same code with the same key again
 * gives the same certificate, for the first answer may have been lost; with any other key it is used. The key is judged before
 * the code is looked for, so that a wrong code costs as much as a right one until it is known to be wrong.
 */
export const redeemCode =
  ({ db, clock, digest, authority, keys }: PairingPorts) =>
  async (input: RedeemCodeInput): Promise<Result<Paired, RedeemCodeError>> => {
    const isProven = keys.proves(
      input.publicKey,
      pairingProofText(input.secret, input.workstationId),
      input.proof,
    )
    if (!isProven) return err(keyUnfit())
    const secretSha256 = digest.sha256(input.secret)
    const keySha256 = digest.sha256(input.publicKey)
    const now = clock.now()
    return db.write(async sql => {
      const [row] = await sql.query<CodeRow>(BY_SECRET, [secretSha256])
      if (!row) return err(refused('pairing-code-unknown', '没有这个配对码', 'there is no such code'))
      const isSame = row.used_key_sha256 === keySha256 && row.workstation_id === input.workstationId
      if (isSame && row.certificate && row.valid_until && row.revoked_at === null)
        return ok(keptFrom(row, row.certificate, row.valid_until))
      const fault = obstacle(row, input, now)
      if (fault) return err(fault)
      const { workstation_id: workstationId, office_name: officeName } = row
      const issued = authority.issue({ publicKey: input.publicKey, workstationId, officeName, now })
      await takeIn(sql, row, issued, { secretSha256, keySha256, now })
      return ok(keptFrom(row, issued.certificate, issued.validUntil))
    })
  }
