import { type ScreenDefinition } from '../screen.ts'

export const approvalReview: ScreenDefinition = {
  name: 'approval-review',
  path: '/approval/:id',
  title: 'approval.reviewTitle',
  icon: 'approval',
  area: 'approval',
  permission: 'application.read',
  listed: false,
  component: () => import('./Screen.vue'),
}
