import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { instantFromMillis, millisOf } from '../../../shared/kernel/instant.ts'
import { type DemoPki, type DemoPkiMaker, type DemoPkiRequest } from '../../ports/demo-pki.ts'
import { makeCertificate, type DemoName, type KeyPair } from './certificate.ts'
import { makeContainer } from './container.ts'

const generate = promisify(generateKeyPair)

const DAY_MS = 86_400_000
const ROOT_DAYS = 20 * 365
const LEAF_DAYS = 3 * 365
/** Clocks of counter machines differ: certificates begin an hour early. */
const EARLY_MS = 3_600_000

/** 64 characters are the most that X.520 lets these attributes have. */
const within = (text: string): string => [...text].slice(0, 64).join('')

/** Off the main thread: RSA keys of this size can take seconds. */
const newKeys = (type: DemoPkiRequest['keyType']): Promise<KeyPair> =>
  type === 'p256' ? generate('ec', { namedCurve: 'prime256v1' }) : generate('rsa', { modulusLength: 3072 })

async function make(request: DemoPkiRequest): Promise<DemoPki> {
  const organisation = within(`${request.officeName}（样例）`)
  const issuer: DemoName = {
    organisation,
    unit: '样例，不具法律效力',
    common: within(`${request.officeName} 样例根证书`),
  }
  const ids = Object.keys(request.subjects)
  const [rootKeys, ...leafKeys] = await Promise.all([
    newKeys(request.keyType),
    ...ids.map(() => newKeys(request.keyType)),
  ])
  const from = Math.floor(millisOf(request.now) / 1000) * 1000 - EARLY_MS
  const notBefore = instantFromMillis(from)
  const common = { issuer, issuerKeys: rootKeys, notBefore }
  const root = makeCertificate({
    ...common,
    subject: issuer,
    subjectKey: rootKeys.publicKey,
    role: 'root',
    notAfter: instantFromMillis(from + ROOT_DAYS * DAY_MS),
  })
  const containers: Record<string, Uint8Array> = {}
  ids.forEach((id, i) => {
    const keys = leafKeys[i]
    const title = request.subjects[id] ?? id
    if (!keys) return
    const leaf = makeCertificate({
      ...common,
      subject: { organisation, unit: '样例', common: within(`${title}（样例）`) },
      subjectKey: keys.publicKey,
      role: 'leaf',
      notAfter: instantFromMillis(from + LEAF_DAYS * DAY_MS),
    })
    containers[id] = makeContainer({
      privateKey: keys.privateKey,
      certificates: [leaf, root],
      friendlyName: title,
      pin: request.pin,
    })
  })
  return { root, containers }
}

/** Makes the certificates of a demonstration office: new keys each time, 样例 in every name, nothing shared or shipped. */
export const createDemoPki = (): DemoPkiMaker => ({ make })
