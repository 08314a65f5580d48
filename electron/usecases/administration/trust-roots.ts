import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { chineseDate, civilDateOf } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type CertificateFacts, type CertificateReader } from '../../ports/certificates.ts'
import { type Stores } from '../../ports/database.ts'
import { fromBase64, toBase64 } from '../common/base64.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { setTrustAnchors, trustAnchorsOf } from '../common/settings.ts'

export interface TrustRootPorts extends Pick<BasePorts, 'db' | 'clock'> {
  readonly certificates: CertificateReader
}

/** A root that the office trusts. */
export type TrustRoot = Omit<CertificateFacts, 'der' | 'isRoot'>

type AddError = AppError<
  'trust-anchor-unreadable' | 'trust-anchor-no-root' | 'trust-anchor-expired' | 'trust-anchor-known'
>

/** Our default, as at the first setting up. */
const MOST = 50

const unreadable: AddError = appError(
  'trust-anchor-unreadable',
  words('文件里没有可用的根证书', 'The file holds no certificate'),
  { next: words('请选择 PEM 或 DER 格式的根证书文件', 'Pick a root certificate in PEM or DER form') },
)

const noRoot = (name: string): AddError =>
  appError(
    'trust-anchor-no-root',
    words(
      `“${name}”不是根证书，而是个人、机关或印章的证书`,
      `"${name}" is no root certificate but one of a person, an office or a seal`,
    ),
    {
      next: words(
        '请向证书机构或号段下发单位索取其根证书（CA 证书）',
        'Ask the certification authority or the lending store for its root (CA) certificate',
      ),
    },
  )

const expired = ({ name, notAfter }: CertificateFacts): AddError =>
  appError(
    'trust-anchor-expired',
    words(
      `根证书“${name}”已于 ${chineseDate(civilDateOf(notAfter))} 到期`,
      `The root certificate "${name}" expired on ${civilDateOf(notAfter)}`,
    ),
    { next: words('请索取现行的根证书', 'Ask for the present root certificate') },
  )

const known = (name: string): AddError =>
  appError('trust-anchor-known', words(`根证书“${name}”已经导入`, `"${name}" is imported already`), {
    next: words('无需再次导入', 'Nothing needs doing'),
  })

function rootsOf(ports: TrustRootPorts, stores: Stores): readonly CertificateFacts[] {
  return trustAnchorsOf(stores).flatMap(
    text => ports.certificates.read(fromBase64(text) ?? new Uint8Array()) ?? [],
  )
}

const shown = ({ der: _der, isRoot: _isRoot, ...facts }: CertificateFacts): TrustRoot => facts

/** The roots that this office trusts. */
export function listTrustRoots(ports: TrustRootPorts) {
  return (_actor: Actor): readonly TrustRoot[] => ports.db.read(stores => rootsOf(ports, stores)).map(shown)
}

function faultOf(
  found: readonly CertificateFacts[],
  before: readonly CertificateFacts[],
  now: string,
): AddError | undefined {
  const odd = found.find(one => !one.isRoot)
  if (odd) return noRoot(odd.name)
  const old = found.find(one => one.notAfter < now)
  if (old) return expired(old)
  const first = found[0]
  const isKnown = (one: CertificateFacts): boolean =>
    before.some(other => other.fingerprint === one.fingerprint)
  if (first && found.every(isKnown)) return known(first.name)
  return before.length + found.length > MOST ? unreadable : undefined
}

/** Takes the roots of one file among those that the office trusts: what hangs on them counts as genuine from now on. */
export function addTrustRoots(ports: TrustRootPorts) {
  return (actor: Actor, input: { readonly file: Uint8Array }): Result<readonly TrustRoot[], AddError> => {
    const found = ports.certificates.read(input.file)
    if (!found || found.length === 0) return err(unreadable)
    const now = ports.clock.now()
    return ports.db.write(stores => {
      const before = rootsOf(ports, stores)
      const fault = faultOf(found, before, now)
      if (fault) return err(fault)
      const added = found.filter(one => !before.some(other => other.fingerprint === one.fingerprint))
      setTrustAnchors(
        stores,
        [...before, ...added].map(one => toBase64(one.der)),
      )
      for (const { name, fingerprint, notAfter } of added)
        journalled(stores, actor, now, {
          action: 'trust.root-added',
          subjectType: 'certificate',
          subjectId: fingerprint,
          detail: { name, notAfter },
        })
      return ok([...before, ...added].map(shown))
    })
  }
}

type RemoveError = AppError<'trust-anchor-unknown' | 'reason-missing'>

/** Trusts a root no longer; what hangs on it no longer counts as genuine. */
export function removeTrustRoot(ports: TrustRootPorts) {
  return (
    actor: Actor,
    input: { readonly fingerprint: string; readonly reason: string },
  ): Result<readonly TrustRoot[], RemoveError> => {
    const reason = input.reason.trim()
    if (reason === '')
      return err(
        appError('reason-missing', words('请写明原因', 'State the reason'), {
          next: words('例如：证书机构已更换根证书', 'For example: the authority has a new root'),
        }),
      )
    return ports.db.write(stores => {
      const before = rootsOf(ports, stores)
      const gone = before.find(one => one.fingerprint === input.fingerprint)
      if (!gone)
        return err(
          appError('trust-anchor-unknown', words('没有这张根证书', 'There is no such root'), {
            next: words('请刷新后重试', 'Refresh and try again'),
          }),
        )
      const rest = before.filter(one => one !== gone)
      setTrustAnchors(
        stores,
        rest.map(one => toBase64(one.der)),
      )
      journalled(stores, actor, ports.clock.now(), {
        action: 'trust.root-removed',
        subjectType: 'certificate',
        subjectId: gone.fingerprint,
        detail: { name: gone.name, reason },
      })
      return ok(rest.map(shown))
    })
  }
}
