import { parsePairingCode } from '../../../shared/domain/sync/pairing-code.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { toHex } from '../../../shared/kernel/bytes.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type GatewayCode, type PairCode } from '../../ports/store-gateway.ts'
import { toBase64 } from '../common/base64.ts'
import { journalled } from '../common/journal.ts'
import { linkOf, pairingOf, setPairing, type Pairing } from '../common/pairing.ts'
import { officeOf } from '../common/settings.ts'
import { type SyncPorts } from './ports.ts'
import { setRunState } from './run-state.ts'

export interface PairStoreInput {
  /** `https://store.example:8443` */
  readonly address: string
  /** The one-time code as it was typed. */
  readonly code: string
}

export interface Paired {
  readonly storeName: string
  readonly address: string
  readonly officeName: string
  readonly validUntil: string
}

export type PairStoreError = AppError<
  | GatewayCode
  | PairCode
  | 'office-not-set-up'
  | 'paired-already'
  | 'address-unfit'
  | 'pairing-code-unreadable'
  | 'pairing-other-root'
>

const ADDRESS = /^https:\/\/(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]{1,253})(:\d{1,5})?\/?$/

const unreadable = appError(
  'pairing-code-unreadable',
  words(
    '配对码不对：应为 32 个字母和数字，每四个一组',
    'This is no pairing code: it has 32 letters and digits, in groups of four',
  ),
  { next: words('请对照原码重新输入', 'Type it again as it is written') },
)

const otherRoot = appError(
  'pairing-other-root',
  words(
    '该地址上的不是发给配对码的国家库，什么也没有告诉它',
    'The store at this address is not the one that gave the code; it was told nothing',
  ),
  {
    next: words(
      '请核对地址和配对码；在外网时请先完成上网认证',
      'Check the address and the code; where a network asks for it, sign in to it first',
    ),
  },
)

function mayPair(ports: SyncPorts, input: PairStoreInput) {
  const { office, present } = ports.db.read(stores => ({
    office: officeOf(stores),
    present: pairingOf(stores),
  }))
  if (!office) {
    return err(
      appError('office-not-set-up', words('尚未设置发证机关', 'The office is not set up yet'), {
        next: words('请先完成初始设置', 'Set it up first'),
      }),
    )
  }
  if (present) {
    return err(
      appError(
        'paired-already',
        words(`本机已与 ${present.storeName} 配对`, `This workstation is paired with ${present.storeName}`),
        { next: words('要改配别的国家库，请先解除配对', 'Unpair it first to pair it with another one') },
      ),
    )
  }
  if (!ADDRESS.test(input.address)) {
    return err(
      appError('address-unfit', words('地址应为 https://主机:端口', 'An address is https://host:port'), {
        next: words('请按国家库给出的地址输入', 'Type it as the store has given it'),
      }),
    )
  }
  const code = parsePairingCode(input.code)
  return code ? ok({ office, code }) : err(unreadable)
}

/**
 * Pairs the workstation with a store by a one-time code. The code names the store's root: whoever shows another one is told
 * nothing. The private key is made here and leaves this machine never.
 */
export function pairStore(ports: SyncPorts) {
  return async (actor: Actor, input: PairStoreInput): Promise<Result<Paired, PairStoreError>> => {
    const may = mayPair(ports, input)
    if (!may.ok) return may
    const { office, code } = may.value
    const address = input.address.replace(/\/$/, '')
    const root = await ports.gateway.rootAt(address)
    if (!root.ok) return root
    const digest = ports.digests.sha256(root.value)
    if (!digest.startsWith(toHex(code.rootDigest))) return err(otherRoot)
    const key = ports.gateway.newKey()
    const { workstationId } = office
    const request = {
      address,
      root: root.value,
      secret: code.secret,
      workstationId,
      officeCode: office.code,
      key,
    }
    const paired = await ports.gateway.pair(request)
    if (!paired.ok) return paired
    const at = ports.clock.now()
    const pairing: Pairing = {
      address,
      storeName: '',
      root: toBase64(root.value),
      certificate: toBase64(paired.value.certificate),
      sealedKey: key.sealedKey,
      pairedAt: at,
      certificateFrom: at,
      validUntil: paired.value.validUntil,
    }
    const storeName = (await nameOf(ports, pairing)) ?? address
    ports.db.write(stores => {
      setPairing(stores, { ...pairing, storeName })
      setRunState(stores, { failures: 0, trouble: null, answer: null, nextTry: null })
      journalled(stores, actor, at, {
        action: 'store.paired',
        subjectType: 'office',
        subjectId: workstationId,
        detail: { address, root: digest, validUntil: pairing.validUntil },
      })
    })
    const { validUntil } = pairing
    return ok({ storeName, address, officeName: paired.value.office.officeName, validUntil })
  }
}

/** What the store calls itself; not knowing it hinders nothing. */
async function nameOf(ports: SyncPorts, pairing: Pairing): Promise<string | undefined> {
  const store = ports.gateway.connect(linkOf(pairing))
  const about = await store.about()
  store.close()
  return about.ok ? about.value.name : undefined
}
