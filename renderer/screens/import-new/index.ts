import { type ScreenDefinition } from '../screen.ts'

export const importNew: ScreenDefinition = {
  name: 'import-new',
  path: '/imports/new',
  title: 'imports.newTitle',
  icon: 'upload',
  area: 'batch',
  permission: 'import.run',
  listed: false,
  component: () => import('./Screen.vue'),
}
