import { type Role } from '../../../shared/domain/people/user.ts'

/** Accounts of a demonstration office. Their passwords are public: nothing real may be done with them. */
export const DEMO_PEOPLE = [
  { login: 'demo-admin', name: '样例管理员', password: 'Yanshi-guanli-26', roles: ['administrator'] },
  { login: 'demo-clerk', name: '样例受理员', password: 'Yanshi-shouli-26', roles: ['clerk'] },
  { login: 'demo-approver', name: '样例审批员', password: 'Yanshi-shenpi-26', roles: ['approver'] },
  { login: 'demo-auditor', name: '样例审计员', password: 'Yanshi-shenji-26', roles: ['auditor'] },
] as const satisfies readonly { login: string; name: string; password: string; roles: readonly Role[] }[]

/** PIN of both seals of a demonstration office. */
export const DEMO_PIN = '样例Demo-2026'

/** Wraps the data key of a demonstration office, which holds nothing real. */
export const DEMO_SECRET = 'licence-workstation-demonstration'

export function demoPerson(role: Role) {
  const person = DEMO_PEOPLE.find(p => (p.roles as readonly Role[]).includes(role))
  if (!person) throw new Error(`the demonstration has no ${role}`)
  return person
}
