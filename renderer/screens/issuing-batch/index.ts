import { type ScreenDefinition } from '../screen.ts'

export const issuingBatch: ScreenDefinition = {
  name: 'issuing-batch',
  path: '/issuing/batch/:id',
  title: 'issuing.batch',
  icon: 'issuing',
  area: 'issuing',
  permission: 'licence.issue',
  listed: false,
  component: () => import('./Screen.vue'),
}
