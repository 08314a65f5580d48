import { createHash } from 'node:crypto'
import { equalBytes } from '../../../../../shared/kernel/bytes.ts'
import { checkCms, type CmsProblem } from '../../../cms/check.ts'
import { parseSignedData } from '../../../cms/parse.ts'
import { OID } from '../../../der/oids.ts'
import { DerError, DerFields, readDer, type DerNode } from '../../../der/reader.ts'
import { octetsOf, timeOf } from '../../../der/values.ts'
import { digestOf, weakDigest } from '../../../x509/algorithms.ts'
import { type Certificate } from '../../../x509/certificate.ts'
import { validateChain } from '../../../x509/chain.ts'

type TimestampProblem =
  | 'timestamp-unreadable'
  | 'timestamp-imprint-mismatch'
  | 'timestamp-weak'
  | 'timestamp-untrusted'
  | CmsProblem

/** What a time stamp token says and whether it can be believed. */
export interface TimestampCheck {
  /** Milliseconds; undefined where the token cannot be read. */
  readonly time: number | undefined
  readonly signer: Certificate | undefined
  readonly certificates: readonly Certificate[]
  readonly weakness: string | undefined
  /** Empty: it holds, and its authority leads to a trusted root. */
  readonly problems: readonly TimestampProblem[]
}

export interface TimestampTrust {
  readonly anchors: readonly Certificate[]
  readonly at: number
}

/** Time stamping certificates seldom state everything that PAdES signatures must. */
const IGNORED: ReadonlySet<CmsProblem> = new Set(['not-canonical'])

interface TstInfo {
  readonly digest: string | undefined
  readonly imprint: Uint8Array
  readonly time: number
}

function readTstInfo(content: Uint8Array): TstInfo {
  const fields = new DerFields(readDer(content))
  fields.next(0x02)
  fields.next(0x06)
  const imprint = new DerFields(fields.next(0x30))
  const digest = digestOf(imprint.next(0x30).raw)
  const hash = octetsOf(imprint.next(0x04))
  fields.next(0x02)
  return { digest, imprint: hash, time: timeOf(fields.next(0x18)) }
}

function imprintHolds(info: TstInfo, parts: readonly Uint8Array[]): boolean {
  if (!info.digest) return false
  try {
    const hash = createHash(info.digest)
    for (const part of parts) hash.update(part)
    return equalBytes(hash.digest(), info.imprint)
  } catch {
    return false
  }
}

const unreadable: TimestampCheck = {
  time: undefined,
  signer: undefined,
  certificates: [],
  weakness: undefined,
  problems: ['timestamp-unreadable'],
}

/** Checks an RFC 3161 token over the parts. `trailing` bytes behind the token must be zeros (room in a PDF). Never throws. */
export function checkTimestamp(
  token: Uint8Array,
  parts: readonly Uint8Array[],
  trust: TimestampTrust,
  stored: readonly Certificate[] = [],
): TimestampCheck {
  try {
    const { signedData, end } = parseSignedData(token)
    if (signedData.contentType !== OID.tstInfo || !signedData.content) return unreadable
    if (token.subarray(end).some(b => b !== 0)) return unreadable
    const info = readTstInfo(signedData.content)
    const cms = checkCms(signedData, [signedData.content], stored)
    const problems: TimestampProblem[] = cms.problems.filter(p => !IGNORED.has(p))
    if (!imprintHolds(info, parts)) problems.push('timestamp-imprint-mismatch')
    const weakness = info.digest && weakDigest(info.digest) ? info.digest : cms.weakness
    if (weakness) problems.push('timestamp-weak')
    if (cms.signer) {
      const chain = validateChain(
        cms.signer,
        [...cms.certificates, ...stored],
        trust.anchors,
        trust.at,
        'time-stamping',
      )
      if (chain.problems.length > 0) problems.push('timestamp-untrusted')
    }
    return { time: info.time, signer: cms.signer, certificates: cms.certificates, weakness, problems }
  } catch (error) {
    if (error instanceof DerError) return unreadable
    throw error
  }
}

/** The token inside an unsigned signature-time-stamp attribute. */
export const tokenOf = (values: readonly DerNode[] | undefined): Uint8Array | undefined =>
  values?.length === 1 ? values[0]?.raw : undefined
