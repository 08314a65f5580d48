import { createFileJudge, readTrust } from '../../../app/verify-files.ts'
import { type VerificationReport } from '../../../../shared/domain/seal/verification.ts'
import { EXIT, type Command } from '../command.ts'
import { failed } from '../open.ts'

const MARKS = { passed: '✓', indeterminate: '?', failed: '✗', unsigned: '○', refused: '✗' } as const

function lines(file: string, report: VerificationReport): string {
  const head = `${MARKS[report.verdict]} ${file} · ${report.verdict}`
  const reasons = report.reasons.map(r => `    ${r.text.zh} · ${r.text.en}`)
  const signatures = report.signatures.flatMap(s => [
    `  ${s.indication}${s.subIndication ? `/${s.subIndication}` : ''} · ${s.integrity} · ${s.level} · ${s.signer ?? '?'} · ${s.signedAt ?? '?'} (${s.timeSource}) · ${s.coverage}`,
    ...s.reasons.map(r => `    ${r.text.zh} · ${r.text.en}`),
  ])
  return [head, ...signatures, ...reasons].join('\n')
}

export const verify: Command = {
  name: 'verify',
  summary: { zh: '核验文件（签章、完整性、证书链）', en: 'verify files: seal, integrity, chain' },
  usage: 'FILE… [--trust PEM]…',
  positionals: 'some',
  options: {
    trust: {
      type: 'string',
      multiple: true,
      value: 'PEM',
      help: {
        zh: '信任的根证书（可多次）；没有时只能判断完整性',
        en: 'a trusted root, more than once; without one only integrity can be judged',
      },
    },
  },
  async run(context) {
    const { args, output } = context
    if (args.positionals.length === 0) {
      output.say({ zh: '请给出要核验的文件', en: 'Name the files to verify' })
      return EXIT.usage
    }
    const trust = readTrust(args.texts('trust'))
    if (!trust.ok) return failed(context, trust.error)
    const judge = createFileJudge(trust.value)
    let bad = 0
    for (const [index, file] of args.positionals.entries()) {
      output.progress(`核验 ${index + 1}/${args.positionals.length}`)
      const report = judge(file)
      if (report.verdict !== 'passed') bad++
      const { format, signatures, verdict, reasons, metadata, metadataSigned } = report
      const error = verdict === 'refused' ? { error: reasons[0] ?? null } : {}
      output.item(
        { file, format, signatures, verdict, reasons, metadata, metadataSigned, ...error },
        lines(file, report),
      )
    }
    output.progressDone()
    return bad === 0 ? EXIT.good : EXIT.someFailed
  },
}
