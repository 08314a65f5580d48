import { type ScreenDefinition } from '../screen.ts'

export const importOne: ScreenDefinition = {
  name: 'import',
  path: '/imports/:id',
  title: 'imports.oneTitle',
  icon: 'batch',
  area: 'batch',
  permission: 'import.run',
  listed: false,
  component: () => import('./Screen.vue'),
}
