import { X509Certificate } from 'node:crypto'
import path from 'node:path'
import { type Office } from '../../../../shared/domain/office.ts'
import { DATA_OPTIONS, EXIT, type Command, type ExitCode, type HostContext } from '../command.ts'
import { given, needed, oneOf, operand } from '../inputs.ts'
import { withActor } from '../open.ts'
import { must } from '../refusal.ts'
import { writeOut } from '../write-out.ts'

const VERBS = ['show', 'set-up', 'trust'] as const
const LEVELS = ['ministry', 'province', 'city', 'county'] as const

interface Root {
  readonly subject: string
  readonly fingerprint: string
  readonly validTo: string
}

function rootOf(der: Uint8Array): Root {
  try {
    const { subject, fingerprint256, validTo } = new X509Certificate(der)
    return { subject: subject.replaceAll('\n', ', '), fingerprint: fingerprint256, validTo }
  } catch {
    return { subject: '? 无法读取 unreadable', fingerprint: '', validTo: '' }
  }
}

const show = (context: HostContext): Promise<ExitCode> =>
  withActor(context, 'administrator', async workstation => {
    const office = workstation.office()
    const roots = workstation.trustAnchors().map(rootOf)
    const text = office
      ? `${office.name} · ${office.code} · ${office.region} · ${office.level} · ${office.workstationId}${office.specimen ? ' · 样例 specimen' : ''}`
      : '尚未设置发证机关 / the office is not set up yet'
    context.output.item({ office, roots }, text)
    for (const root of roots) context.output.say(`  ${root.subject} · ${root.fingerprint} · ${root.validTo}`)
    return EXIT.good
  })

async function setUp(context: HostContext): Promise<ExitCode> {
  const { args, output } = context
  const office: Office = {
    name: needed(args, 'name'),
    code: needed(args, 'code'),
    region: needed(args, 'region'),
    level: oneOf(needed(args, 'level'), LEVELS, '--level'),
    workstationId: needed(args, 'workstation'),
    specimen: args.flag('specimen'),
  }
  const { readTrust } = await import('../../../app/verify-files.ts')
  const files = args.texts('trust')
  const trustAnchors = files.length === 0 ? undefined : must(readTrust(files))
  return withActor(context, 'administrator', async ({ calls }, actor) => {
    const done = must(calls.office.setUp(actor, { office, ...given({ trustAnchors }) }))
    output.item(done, `✓ ${done.office.name} · ${done.office.workstationId}`)
    for (const warning of done.warnings) output.warn(warning)
    return EXIT.good
  })
}

const PEM_LINE = /.{1,64}/g

const pemOf = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${(Buffer.from(der).toString('base64').match(PEM_LINE) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`

function writeTrust(context: HostContext): Promise<ExitCode> {
  const out = path.resolve(needed(context.args, 'out'))
  return withActor(context, 'administrator', async workstation => {
    const anchors = workstation.trustAnchors()
    await writeOut(out, anchors.map(pemOf).join(''))
    context.output.item({ file: out, roots: anchors.length }, `✓ ${out} · ${anchors.length}`)
    return EXIT.good
  })
}

export const office: Command = {
  usage: [
    'show',
    `set-up --name NAME --code USCC --region NNNNNN --level ${LEVELS.join('|')} --workstation ID [--trust PEM]… [--specimen]`,
    'trust --out FILE.pem',
  ],
  operands: { min: 1, max: 1 },
  options: {
    ...DATA_OPTIONS,
    name: {
      type: 'string',
      value: 'NAME',
      help: { zh: '证照上落款的机关全称', en: 'the full name on licences' },
    },
    code: {
      type: 'string',
      value: 'USCC',
      help: { zh: '统一社会信用代码', en: 'its unified social credit code' },
    },
    region: { type: 'string', value: 'NNNNNN', help: { zh: '行政区划代码', en: 'its region, six digits' } },
    level: { type: 'string', value: 'LEVEL', help: { zh: '级别', en: 'its level' } },
    workstation: {
      type: 'string',
      value: 'ID',
      help: { zh: '本工作站编号，与号段文件一致', en: 'id of this workstation, as number blocks name it' },
    },
    trust: {
      type: 'string',
      multiple: true,
      value: 'PEM',
      help: {
        zh: '信任的根证书（印章、号段的签发者），可多次',
        en: 'a trusted root (of seals and number blocks), more than once',
      },
    },
    specimen: {
      type: 'boolean',
      help: { zh: '演示用：所有证照标“样例”', en: 'for demonstrations: specimen on every licence' },
    },
    out: {
      type: 'string',
      value: 'FILE.pem',
      help: { zh: '信任的根证书写到此文件', en: 'the trusted roots go there' },
    },
  },
  examples: [
    'show',
    'set-up --name 样例市文化和旅游局 --code 11330000MB0000DM01 --region 330100 --level city --workstation SAMPLE-WS-01 --trust root.pem',
    'trust --out root.pem',
  ],
  async run(context) {
    const verb = oneOf(operand(context.args, 0, VERBS.join('|')), VERBS, 'office')
    const runs = { show, 'set-up': setUp, trust: writeTrust }
    return runs[verb](context)
  },
}
