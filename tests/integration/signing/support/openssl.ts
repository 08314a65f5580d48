import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A folder of its own for files that command-line witnesses read; `remove()` when done. */
export class Workshop {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'lw-signing-'))

  file(name: string, content?: Uint8Array | string): string {
    const full = path.join(this.folder, name)
    if (content !== undefined) writeFileSync(full, content)
    return full
  }

  read(name: string): Uint8Array {
    return new Uint8Array(readFileSync(path.join(this.folder, name)))
  }

  run(command: string, args: readonly string[]): string {
    return execFileSync(command, [...args], {
      cwd: this.folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }

  /** Exit status and everything that was said. */
  attempt(command: string, args: readonly string[]): { status: number | null; text: string } {
    const run = spawnSync(command, [...args], { cwd: this.folder, encoding: 'utf8' })
    return { status: run.status, text: `${run.stdout ?? ''}${run.stderr ?? ''}` }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

export const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${(
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  ).join('\n')}\n-----END CERTIFICATE-----\n`

export const derOfPem = (text: string): Uint8Array =>
  new Uint8Array(Buffer.from(/-----BEGIN CERTIFICATE-----([^-]*)-----END/.exec(text)?.[1] ?? '', 'base64'))

const LEAF_EXTENSIONS = `basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature,nonRepudiation
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
`
const CA_EXTENSIONS = `basicConstraints=critical,CA:TRUE,pathlen:0
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
`

export interface OpensslKey {
  readonly name: string
  readonly newKey: readonly string[]
}

/** root → issuing → one leaf for each key, all made by the openssl command: `root.pem`, `int.pem`, `<name>.key/.pem`. */
export function makeOpensslPki(shop: Workshop, keys: readonly OpensslKey[]): void {
  const p256 = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']
  shop.file('ca.ext', CA_EXTENSIONS)
  shop.file('leaf.ext', LEAF_EXTENSIONS)
  const subject = (cn: string): string[] => ['-utf8', '-subj', `/C=CN/O=测试单位/CN=${cn}`]
  shop.run('openssl', [
    ...['req', '-x509', ...p256, '-nodes', '-keyout', 'root.key', '-out', 'root.pem', '-days', '3650'],
    ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign', ...subject('测试根')],
  ])
  const issue = (name: string, cn: string, newKey: readonly string[], ca: string, ext: string): void => {
    shop.run('openssl', [
      ...['req', ...newKey, '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, ...subject(cn)],
    ])
    shop.run('openssl', [
      ...['x509', '-req', '-in', `${name}.csr`, '-CA', `${ca}.pem`, '-CAkey', `${ca}.key`, '-CAcreateserial'],
      ...['-out', `${name}.pem`, '-days', '900', '-sha256', '-extfile', ext],
    ])
  }
  issue('int', '测试签发', p256, 'root', 'ca.ext')
  for (const key of keys) issue(key.name, `某市文化和旅游局 ${key.name}`, key.newKey, 'int', 'leaf.ext')
}
