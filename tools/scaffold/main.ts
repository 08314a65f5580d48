import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { newKind } from './kind.ts'
import { newCommand, newDecision, newMigration, newUseCase } from './pieces.ts'
import { newScreen } from './screen.ts'
import { NAME, openTree, type Tree } from './tree.ts'

const USAGE = `npm run new -- kind <id> [--like <kind>]      a licence kind, after the pattern of a present one (default entertainment)
npm run new -- usecase <area> <name>          a verb with its test
npm run new -- command <name>                 a command of the command line
npm run new -- screen <name>                  a screen of the page with its words
npm run new -- migration <name>               the next step of the schema
npm run new -- adr <name>                     a decision record`

const NEXT: Readonly<Record<string, string>> = {
  kind: 'Now: docs/how-to/add-a-kind.md from step 3; then npx tsx tools/pack/build-pack.ts and npm run check.',
  usecase: 'Now: write the test, then the verb; wire it with its permission in electron/app/compose.ts.',
  command: 'Now: docs/how-to/add-a-command.md; then npm run --silent cli -- <name> --help.',
  screen: 'Now: docs/how-to/add-a-screen.md; name its area, icon and permission in its index.ts.',
  migration: 'Now: docs/how-to/add-a-migration.md from step 4.',
  adr: 'Now: write it; a decision without its reason and its figures is none.',
}

function lay(tree: Tree, what: string, names: readonly string[], like: string): void {
  const [first = '', second = ''] = names
  if (what === 'kind') newKind(tree, first, like)
  else if (what === 'usecase') newUseCase(tree, first, second)
  else if (what === 'command') newCommand(tree, first)
  else if (what === 'screen') newScreen(tree, first)
  else if (what === 'migration') newMigration(tree, first)
  else newDecision(tree, first, new Date().toISOString().slice(0, 10))
}

function main(argv: readonly string[]): number {
  const at = argv.indexOf('--like')
  const like = at >= 0 ? (argv[at + 1] ?? '') : 'entertainment'
  const [what = '', ...names] = at >= 0 ? argv.filter((_, i) => i !== at && i !== at + 1) : argv
  const wanted = what === 'usecase' ? 2 : 1
  if (!(what in NEXT) || names.length !== wanted || !names.every(n => NAME.test(n)) || !NAME.test(like)) {
    console.error(USAGE)
    return 2
  }
  const tree = openTree(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..'))
  try {
    lay(tree, what, names, like)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return 1
  }
  for (const line of tree.done) console.log(line)
  console.log(NEXT[what])
  return 0
}

process.exitCode = main(process.argv.slice(2))
