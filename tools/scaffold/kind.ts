import { camel, type Tree } from './tree.ts'

const KINDS = 'shared/domain/kinds'

/** Facts that were true of the pattern must not pass for facts of the new kind: every source becomes a default to be checked. */
const unsourced = (text: string): string =>
  text
    .replace(/\b(found|inferred|byMemory)\((?:'[^']*'|`[^`]*`)\)/g, "byDefault('待核实：由脚手架照抄')")
    .replace(/import \{([^}]*)\} from '\.\.\/common\/sources\.ts'/g, (_line, names: string) => {
      const kept = names
        .split(',')
        .map(n => n.trim())
        .filter(n => n !== '' && !['found', 'inferred', 'byMemory', 'byDefault'].includes(n))
      return `import { ${['byDefault', ...kept].join(', ')} } from '../common/sources.ts'`
    })

/** Drops an import that nothing uses any more, and adds the one that is missing. */
function tidySources(text: string): string {
  const uses = /\bbyDefault\(/.test(text)
  const imports = /from '\.\.\/common\/sources\.ts'/.test(text)
  if (uses && !imports) return `import { byDefault } from '../common/sources.ts'\n${text}`
  return uses ? text : text.replace(/import \{ byDefault \} from '\.\.\/common\/sources\.ts'\n/, '')
}

/**
 * A new kind after the pattern of a present one: its folder, and its line in each written list. The data is the pattern's,
 * with every source marked as to be checked.
 */
export function newKind(tree: Tree, id: string, like: string): void {
  if (!tree.exists(`${KINDS}/${like}/index.ts`)) throw new Error(`there is no kind ${like} to follow`)
  if (tree.exists(`${KINDS}/${id}`)) throw new Error(`the kind ${id} is there already`)
  for (const file of tree.list(`${KINDS}/${like}`)) {
    if (file.endsWith('.test.ts')) continue
    const text = tree.read(`${KINDS}/${like}/${file}`)
    const own = text
      .replaceAll(`'${like}'`, `'${id}'`)
      .replaceAll(new RegExp(`\\b${camel(like)}\\b`, 'g'), camel(id))
    tree.add(`${KINDS}/${id}/${file}`, tidySources(unsourced(own)))
  }
  const name = camel(id)
  const key = /-/.test(id) ? `'${id}': ${name}` : id === name ? name : `${id}: ${name}`
  tree.append(`${KINDS}/kind.ts`, /\] as const\n\nexport type KindId/, `'${id}'`)
  tree.insert(`${KINDS}/registry.ts`, 'import ', `import { ${name} } from './${id}/index.ts'\n`)
  tree.append(`${KINDS}/registry.ts`, /\]\s*$/, name)
  tree.insert(`${KINDS}/rules.ts`, 'import ', `import { rules as ${name} } from './${id}/rules.ts'\n`)
  tree.append(`${KINDS}/rules.ts`, /\}\n\n\/\*\* Checks over several/, key)
  tree.insert(
    `${KINDS}/examples.ts`,
    'import ',
    `import { examples as ${name} } from './${id}/examples.ts'\n`,
  )
  tree.append(`${KINDS}/examples.ts`, /\}\s*$/, key)
  const template = new RegExp(`'?${like}'?: ('[^']*'),\\n`).exec(
    tree.read('shared/domain/numbering/block.ts'),
  )?.[1]
  tree.insert(
    'shared/domain/numbering/block.ts',
    /\}\n\n\/\*\* The two digits/,
    `  '${id}': ${template ?? "'{serial:6}'"},\n`,
  )
  tree.insert('shared/domain/import/mixed.ts', /\}\n\nconst EVENT_WORDS/, `  '${id}': [],\n`)
}
