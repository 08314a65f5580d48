import { randomBytes, X509Certificate } from 'node:crypto'
import fs from 'node:fs'
import { isIP } from 'node:net'
import path from 'node:path'
import { type Instant } from '../../shared/kernel/instant.ts'
import { type CertificateName } from './certificate.ts'
import { syncFolder, writeDurably } from './durable.ts'
import {
  certificatePem,
  identityPem,
  isAgeing,
  newIdentity,
  newRoot,
  readIdentity,
  type Authority,
  type Identity,
} from './identity.ts'

/** Days that certificates last: our default, no public source says any. */
export const LIFETIMES = { root: 20 * 365, server: 2 * 365, signer: 3 * 365, client: 365 } as const

/** The store's own keys, as they stand now. */
export interface KeyRing {
  readonly root: Authority
  readonly server: Identity
  readonly signer: Identity
}

export interface KeyRingOptions {
  readonly folder: string
  /** What the store is called; it stands in its certificates from the first start on. */
  readonly name: string
  /** Names and addresses under which workstations reach the store. */
  readonly hosts: readonly string[]
  readonly now: Instant
}

const FILES = {
  root: 'root.pem',
  server: 'server.pem',
  signer: 'signer.pem',
  name: 'name.json',
  public: 'root.crt',
} as const

const makeServer = (root: Authority, { hosts, now }: KeyRingOptions): Identity =>
  newIdentity(root, hosts[0] ?? 'localhost', { use: 'server', names: hosts }, now, LIFETIMES.server)

const makeSigner = (root: Authority, { name, now }: KeyRingOptions): Identity =>
  newIdentity(root, `${name} 签名`, { use: 'signer' }, now, LIFETIMES.signer)

/**
 * All keys in a folder of another name, renamed when they are whole: of processes that start together one wins, and the
 * others take its keys.
 */
function makeRing(options: KeyRingOptions): void {
  const { folder, name, now } = options
  fs.mkdirSync(path.dirname(folder), { recursive: true, mode: 0o700 })
  const draft = `${folder}.${randomBytes(6).toString('hex')}.part`
  fs.mkdirSync(draft, { mode: 0o700 })
  const root = newRoot({ organisation: name, common: `${name} 根证书` }, now, LIFETIMES.root)
  writeDurably(path.join(draft, FILES.root), identityPem(root))
  writeDurably(path.join(draft, FILES.name), JSON.stringify(root.name))
  writeDurably(path.join(draft, FILES.public), certificatePem(root.certificate))
  writeDurably(path.join(draft, FILES.server), identityPem(makeServer(root, options)))
  writeDurably(path.join(draft, FILES.signer), identityPem(makeSigner(root, options)))
  try {
    fs.renameSync(draft, folder)
    syncFolder(path.dirname(folder))
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true })
    if (!fs.existsSync(path.join(folder, FILES.root))) throw error
  }
}

const serves = (identity: Identity, hosts: readonly string[]): boolean => {
  const certificate = new X509Certificate(identity.certificate)
  return hosts.every(
    host => (isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host)) !== undefined,
  )
}

/**
 * The keys of a folder, made at the first start; server's and signer's are made anew when a third of their life is left or
 * the server has got another name. The root stays: workstations know the store by it.
 */
export function openKeyRing(options: KeyRingOptions): KeyRing {
  const { folder, hosts, now } = options
  const file = (name: string): string => path.join(folder, name)
  const read = (name: string): string => fs.readFileSync(file(name), 'utf8')
  if (!fs.existsSync(file(FILES.root))) makeRing(options)
  const name = JSON.parse(read(FILES.name)) as CertificateName
  const root: Authority = { ...readIdentity(read(FILES.root)), name }
  const renewed = (name: string, isFit: (identity: Identity) => boolean, make: () => Identity): Identity => {
    const present = readIdentity(read(name))
    if (isFit(present) && !isAgeing(present.certificate, now)) return present
    const next = make()
    writeDurably(file(name), identityPem(next))
    return next
  }
  return {
    root,
    server: renewed(
      FILES.server,
      identity => serves(identity, hosts),
      () => makeServer(root, options),
    ),
    signer: renewed(
      FILES.signer,
      () => true,
      () => makeSigner(root, options),
    ),
  }
}
