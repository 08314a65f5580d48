import fs from 'node:fs'
import { X509Certificate } from 'node:crypto'
import zlib from 'node:zlib'
import { createPkcs12Provider, createSignedEnvelopes } from '../../electron/signing/index.ts'
import { demoBlocks } from '../../electron/app/demo/demo-blocks.ts'
import { type KindId } from '../../shared/domain/kinds/kind.ts'
import { type Office } from '../../shared/domain/office.ts'
import { utf8 } from '../../shared/kernel/bytes.ts'
import { canonicalJson, type Json } from '../../shared/kernel/canonical-json.ts'
import { instantFromMillis } from '../../shared/kernel/instant.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'
import { type Workshop } from '../integration/signing/support/openssl.ts'

/** The PIN of every container here. */
export const PIN = 'Yin-zhang-2026'

/** An office that does not exist: its code passes the check. */
export const OFFICE: Omit<Office, 'specimen'> = {
  name: '测试市文化广电旅游局',
  code: '11330100MB00000004',
  region: '330100',
  level: 'city',
  workstationId: 'TEST-WS-0001',
}

const LEAF = 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\n'

function container(shop: Workshop, name: string, title: string, days: readonly string[]): string {
  const subject = ['-utf8', '-subj', `/C=CN/O=${OFFICE.name}/CN=${title}`]
  shop.file('leaf.ext', LEAF)
  shop.run('openssl', [
    ...['req', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`],
    ...subject,
  ])
  shop.run('openssl', [
    ...['x509', '-req', '-in', `${name}.csr`, '-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial'],
    ...['-out', `${name}.pem`, ...days, '-extfile', 'leaf.ext'],
  ])
  shop.run('openssl', [
    ...['pkcs12', '-export', '-in', `${name}.pem`, '-inkey', `${name}.key`, '-certfile', 'root.pem'],
    ...['-out', `${name}.p12`, '-passout', `pass:${PIN}`, '-name', title],
  ])
  return shop.file(`${name}.p12`)
}

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(zlib.crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** A red ring on nothing, as seal pictures are. */
function ringPng(side: number): Uint8Array {
  const rows = Buffer.alloc(side * (1 + side * 4))
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const from = Math.hypot(x - side / 2, y - side / 2) / side
      if (from > 0.46 || from < 0.42) continue
      rows.set([200, 20, 20, 255], y * (1 + side * 4) + 1 + x * 4)
    }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', zlib.deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export interface OfficeFiles {
  readonly root: string
  readonly seal: string
  readonly ministrySeal: string
  readonly expiredSeal: string
  /** A seal's own certificate, which is no root. */
  readonly leaf: string
  readonly blocks: readonly string[]
  /** A block for another workstation. */
  readonly foreignBlock: string
  /** One whose content was changed after it was signed. */
  readonly forgedBlock: string
  readonly picture: string
}

/** What an office is handed by its authorities, made by the openssl command: root, seals, and blocks signed by a lending store. */
export function makeOfficeFiles(shop: Workshop): OfficeFiles {
  shop.run('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'root.key', '-out', 'root.pem'],
    ...['-days', '3650', '-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
    ...['-utf8', '-subj', '/C=CN/O=测试证书机构/CN=测试根证书'],
  ])
  const year = ['-days', '365']
  const seal = container(shop, 'seal', '文化和旅游市场电子证照专用章', year)
  const ministrySeal = container(shop, 'ministry', '行政许可专用章', year)
  const expiredSeal = container(shop, 'expired', '旧章', ['-days', '-1'])
  container(shop, 'store', '测试全国库 号段下发', year)
  const key = mustBeOk(createPkcs12Provider().unlock(shop.read('store.p12'), PIN), 'store')
  const now = instantFromMillis(Date.now())
  const office = { ...OFFICE, specimen: false }
  const kinds: readonly KindId[] = ['entertainment', 'travel-agency']
  const sealed = (block: object): Uint8Array =>
    createSignedEnvelopes().seal(utf8(canonicalJson(block as Json)), 'number-block', key)
  const blocks = demoBlocks(kinds, office, now).map((block, at) =>
    shop.file(`block-${at + 1}.json`, sealed({ ...block, blockId: `TEST-${block.kind}-${at + 1}` })),
  )
  const [first] = demoBlocks(kinds, office, now)
  const foreignBlock = shop.file(
    'foreign.json',
    sealed({ ...first, blockId: 'TEST-foreign', workstationId: 'OTHER-WS-01' }),
  )
  const text = fs.readFileSync(blocks[0]!, 'utf8')
  const payload = /"payload":\s*"([^"]+)"/.exec(text)?.[1] ?? ''
  const changed = Buffer.from(payload, 'base64').toString('utf8').replace('"count":8000', '"count":9000')
  const forgedBlock = shop.file(
    'forged.json',
    text.replace(payload, Buffer.from(changed, 'utf8').toString('base64')),
  )
  key.lock()
  const leaf = shop.file('leaf.cer', new X509Certificate(shop.read('seal.pem')).toString())
  return {
    root: shop.file('root.pem'),
    seal,
    ministrySeal,
    expiredSeal,
    leaf,
    blocks,
    foreignBlock,
    forgedBlock,
    picture: shop.file('picture.png', ringPng(400)),
  }
}
