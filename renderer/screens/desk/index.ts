import { type ScreenDefinition } from '../screen.ts'

export const desk: ScreenDefinition = {
  name: 'desk',
  path: '/desk',
  title: 'frame.areaDesk',
  icon: 'desk',
  area: 'desk',
  permission: null,
  listed: true,
  component: () => import('./Screen.vue'),
}
