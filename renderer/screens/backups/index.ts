import { type ScreenDefinition } from '../screen.ts'

export const backups: ScreenDefinition = {
  name: 'backups',
  path: '/backups',
  title: 'backups.title',
  icon: 'download',
  area: 'system',
  permission: 'backup.run',
  listed: true,
  component: () => import('./Screen.vue'),
}
