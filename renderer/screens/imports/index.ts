import { type ScreenDefinition } from '../screen.ts'

export const imports: ScreenDefinition = {
  name: 'imports',
  path: '/imports',
  title: 'imports.title',
  icon: 'batch',
  area: 'batch',
  permission: 'import.run',
  listed: true,
  component: () => import('./Screen.vue'),
}
