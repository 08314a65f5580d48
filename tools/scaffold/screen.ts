import { camel, type Tree } from './tree.ts'

const SCREENS = 'renderer/screens'

/** A screen with its words in both languages, registered, open to everybody who is signed in until its permission is named. */
export function newScreen(tree: Tree, name: string): void {
  const own = camel(name)
  if (tree.exists(`${SCREENS}/${name}`)) throw new Error(`the screen ${name} is there already`)
  layFiles(tree, name, own)
  layWords(tree, name, own)
  tree.insert(`${SCREENS}/registry.ts`, 'import ', `import { ${own} } from './${name}/index.ts'\n`)
  tree.append(`${SCREENS}/registry.ts`, /\]\s*$/, own)
}

function layFiles(tree: Tree, name: string, own: string): void {
  tree.add(
    `${SCREENS}/${name}/index.ts`,
    `import { type ScreenDefinition } from '../screen.ts'

export const ${own}: ScreenDefinition = {
  name: '${name}',
  path: '/${name}',
  title: '${own}.title',
  icon: 'desk',
  area: 'desk',
  permission: null,
  listed: true,
  component: () => import('./Screen.vue'),
}
`,
  )
  tree.add(
    `${SCREENS}/${name}/Screen.vue`,
    `<script setup lang="ts">
import { useWords } from '../../i18n/use-words.ts'
import EmptyState from '../../ui/EmptyState.vue'
import Page from '../../ui/Page.vue'

/** What the person does here, in one sentence. */
const { t } = useWords()
</script>

<template>
  <Page :title="t('${own}.title')">
    <EmptyState :what="t('${own}.empty')" :how="t('${own}.emptyNext')" />
  </Page>
</template>
`,
  )
  tree.add(
    `${SCREENS}/${name}/Screen.test.ts`,
    `// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { mountPart } from '../../ui/testing/mount-part.ts'
import Screen from './Screen.vue'

it('does what it promises', () => {
  const { wrapper, stop } = mountPart(Screen)
  stop()
  expect(wrapper).toBeUndefined() // say here what a person sees and does
})
`,
  )
}

function layWords(tree: Tree, name: string, own: string): void {
  const folder = `renderer/i18n/${name}`
  tree.add(
    `${folder}/zh-CN.ts`,
    `export default {
  title: '标题',
  empty: '这里会有什么',
  emptyNext: '怎样才会有',
}
`,
  )
  tree.add(
    `${folder}/en.ts`,
    `import type zh from './zh-CN.ts'

export default {
  title: 'Title',
  empty: 'What would be here',
  emptyNext: 'How it gets here',
} satisfies Record<keyof typeof zh, string>
`,
  )
  const list = 'renderer/i18n/messages.ts'
  const [En, Zh] = [`${own}En`, `${own}Zh`]
  tree.insert(
    list,
    'import ',
    `import ${En} from './${name}/en.ts'\nimport ${Zh} from './${name}/zh-CN.ts'\n`,
  )
  tree.append(list, /\}\n\nexport const en = /, `${own}: ${Zh}`)
  tree.append(list, /\} satisfies \{ readonly \[A in keyof typeof zhCN\]/, `${own}: ${En}`)
}
