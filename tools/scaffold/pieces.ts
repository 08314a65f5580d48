import { camel, type Tree } from './tree.ts'

/** A verb: ports in, actor and input in, Result out, journal line inside its own transaction; and a test that fails until it is written. */
export function newUseCase(tree: Tree, area: string, name: string): void {
  const verb = camel(name)
  const Type = verb.charAt(0).toUpperCase() + verb.slice(1)
  if (!tree.exists(`electron/usecases/${area}`)) throw new Error(`there is no area electron/usecases/${area}`)
  tree.add(
    `electron/usecases/${area}/${name}.ts`,
    `import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type BasePorts } from '../common/ports.ts'

export interface ${Type}Input {
  readonly id: string
}

export type ${Type}Error = AppError<'${name}-not-written'>

/** Says in one sentence what the verb promises. */
export function ${verb}(_ports: BasePorts) {
  return (_actor: Actor, input: ${Type}Input): Result<null, ${Type}Error> =>
    err(appError('${name}-not-written', words('尚未实现', 'Not written yet'), { data: { id: input.id } }))
}
`,
  )
  tree.add(
    `electron/usecases/${area}/${name}.test.ts`,
    `import { describe, expect, it } from 'vitest'
import { ${verb} } from './${name}.ts'

describe('${verb}', () => {
  it('does what it promises', () => {
    expect(${verb}).toBeUndefined() // say here, over the real database, what it promises; see tests/builders
  })
})
`,
  )
}

/** A command of the command line, registered. */
export function newCommand(tree: Tree, name: string): void {
  const verb = camel(name)
  tree.add(
    `electron/hosts/cli/commands/${name}.ts`,
    `import { DATA_OPTIONS, EXIT, type Command } from '../command.ts'
import { withActor } from '../open.ts'

export const ${verb}: Command = {
  usage: ['[--data DIR]'],
  options: DATA_OPTIONS,
  examples: ['--json'],
  run: context =>
    withActor(context, 'clerk', async workstation => {
      context.output.item({ office: workstation.office() }, workstation.office()?.name ?? '')
      return EXIT.good
    }),
}
`,
  )
  const registry = 'electron/hosts/cli/commands/registry.ts'
  tree.append(
    registry,
    /\]\s*$/,
    `{
    name: '${name}',
    summary: { zh: '一句话说明', en: 'one sentence' },
    load: async () => (await import('./${name}.ts')).${verb},
  }`,
  )
}

const MIGRATIONS = 'electron/db/migrations'

/** The next step of the schema, numbered by tens and registered last. */
export function newMigration(tree: Tree, name: string): void {
  const numbers = tree.list(MIGRATIONS).flatMap(file => /^(\d+)-/.exec(file)?.[1] ?? [])
  const id = Math.max(...numbers.map(Number)) + 10
  const step = camel(name)
  tree.add(
    `${MIGRATIONS}/${id}-${name}.ts`,
    `import { type Migration } from './migration.ts'

/** What the step brings, in one sentence. */
export const ${step}: Migration = {
  id: ${id},
  name: '${name}',
  up(db) {
    db.run(\`CREATE TABLE ${name.replaceAll('-', '_')} (
  seq INTEGER PRIMARY KEY,
  body TEXT NOT NULL
) STRICT\`)
  },
}
`,
  )
  tree.insert(
    `${MIGRATIONS}/index.ts`,
    'import { type Migration }',
    `import { ${step} } from './${id}-${name}.ts'\n`,
  )
  tree.append(`${MIGRATIONS}/index.ts`, /\]\s*$/, step)
}

/** A decision record with the next number. */
export function newDecision(tree: Tree, name: string, day: string): void {
  const numbers = tree.list('docs/adr').flatMap(file => /^(\d{4})-/.exec(file)?.[1] ?? [])
  const id = String(Math.max(0, ...numbers.map(Number)) + 1).padStart(4, '0')
  tree.add(
    `docs/adr/${id}-${name}.md`,
    `# ${id} ${name.replaceAll('-', ' ')}\n\nStatus: proposed, ${day}\n\n## Context\n\n## Decision\n\n## Consequences\n`,
  )
}
