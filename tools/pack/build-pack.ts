/**
 * Writes resources/packs/builtin.json from the kinds in TypeScript. Run after every change of a kind, a face or a default:
 * `npx tsx tools/pack/build-pack.ts`.
 */
import { writeFileSync } from 'node:fs'
import { builtinPack } from '../../shared/domain/pack/builtin.ts'
import { loadPack } from '../../shared/domain/pack/load-pack.ts'

const TARGET = new URL('../../resources/packs/builtin.json', import.meta.url)

const text = `${JSON.stringify(builtinPack(), null, 1)}\n`
const loaded = loadPack(JSON.parse(text))
if (loaded.ok) {
  writeFileSync(TARGET, text)
  console.log(`resources/packs/builtin.json: ${text.length} characters, ${loaded.value.kinds.length} kinds`)
} else {
  console.error(`${loaded.error.text.en}: ${String(loaded.error.data?.['detail'])}`)
  process.exitCode = 1
}
