import path from 'node:path'
import { KIND_IDS, type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type ParsedArgs } from './command.ts'
import { oneOf } from './inputs.ts'

/** The kind by `--kind`, else by the file's name (`entertainment-2026.xlsx`); null for a file whose rows say it. @throws UsageError */
export function kindOfFile(args: ParsedArgs, input: string): KindId | null {
  const base = path.basename(input).toLowerCase()
  const named = KIND_IDS.find(id => base.startsWith(`${id}.`) || base.startsWith(`${id}-`))
  const said = oneOf(args.text('kind') ?? named ?? 'mixed', [...KIND_IDS, 'mixed'] as const, '--kind')
  return said === 'mixed' ? null : said
}
