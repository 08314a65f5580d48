import { type ScreenDefinition } from '../screen.ts'

export const outbox: ScreenDefinition = {
  name: 'outbox',
  path: '/outbox',
  title: 'outbox.title',
  icon: 'sync',
  area: 'sync',
  permission: 'outbox.read',
  listed: true,
  component: () => import('./Screen.vue'),
}
