import { type ScreenDefinition } from '../screen.ts'

export const journal: ScreenDefinition = {
  name: 'journal',
  path: '/journal',
  title: 'journal.title',
  icon: 'file',
  area: 'system',
  permission: 'journal.read',
  listed: true,
  component: () => import('./Screen.vue'),
}
