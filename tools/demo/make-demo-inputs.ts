/**
 * Writes the demonstration inputs of resources/demo: `npx tsx tools/demo/make-demo-inputs.ts [FOLDER]`.
 *
 * Everything is invented from fixed seeds and comes out the same, byte for byte, at every run: files of each kind in four
 * formats, a mixed file of 1,000 rows, existing licences (stock), and bad rows of every sort with the fault that each must
 * get. The portraits come from `draw-portraits.py`. What each file shows: resources/demo/README.md.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { badFiles, badStock } from './bad-files.ts'
import { mixedFile, stockFile } from './mixed-files.ts'
import { kindFiles, type DemoFile } from './kind-files.ts'

/** Every file, with what must be read out of it. */
export const demoFiles = (): readonly DemoFile[] => [
  ...kindFiles(),
  mixedFile(),
  stockFile(),
  ...badFiles(),
  badStock(),
]

function main(folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const file of demoFiles()) {
    writeFileSync(join(folder, file.name), file.bytes)
    console.log(`${file.name}: ${file.rows.length} rows, ${file.bytes.length} bytes`)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  main(resolve(process.argv[2] ?? fileURLToPath(new URL('../../resources/demo', import.meta.url))))
