import { usccCheck } from '../../../shared/domain/codes/uscc.ts'
import { type Office } from '../../../shared/domain/office.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { utf8 } from '../../../shared/kernel/bytes.ts'
import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts'
import { mustBeOk } from '../../../shared/kernel/result.ts'
import { createFirstAdministrator, createUser } from '../../usecases/accounts/create-user.ts'
import { importNumberBlock } from '../../usecases/administration/import-number-block.ts'
import { importSeal } from '../../usecases/administration/import-seal.ts'
import { setUpOffice } from '../../usecases/administration/set-up-office.ts'
import { type Adapters } from '../adapters.ts'
import { demoBlocks } from './demo-blocks.ts'
import { DEMO_PEOPLE, DEMO_PIN } from './demo-people.ts'

/** An office that does not exist: its code passes the check and is, to our knowledge, nobody's. */
const DEMO_CODE = `11330000MB0000DM0`

export const DEMO_OFFICE: Office = {
  name: '样例省文化和旅游厅',
  code: DEMO_CODE + usccCheck(DEMO_CODE),
  region: '330000',
  level: 'province',
  workstationId: 'DEMO-WS-01',
  specimen: true,
}

export interface DemoOptions {
  readonly keyType: 'rsa-3072' | 'p256'
}

/** Where the demonstration's root certificate lies, relative to the data folder. */
export const DEMO_ROOT = 'demo/root.der'

async function makePeople(a: Adapters): Promise<Actor> {
  const [first, ...others] = DEMO_PEOPLE
  const admin = mustBeOk(await createFirstAdministrator(a)(first), 'first administrator')
  const actor: Actor = { userId: admin.id, name: admin.name, roles: admin.roles }
  for (const person of others) mustBeOk(await createUser(a)(actor, person), person.login)
  return actor
}

/**
 * Makes a demonstration office in an empty workstation by the same use cases that an administrator calls: people, a root
 * and two seals of its own, number blocks signed by its own lending store. Everything says 样例.
 */
export async function makeDemoOffice(a: Adapters, options: DemoOptions): Promise<void> {
  const now = a.clock.now()
  const admin = await makePeople(a)
  const { 'administrative-licence': ministry, 'electronic-licence': market } = a.standard.sealNames
  const pki = await a.demoPki.make({
    officeName: DEMO_OFFICE.name,
    pin: DEMO_PIN,
    now,
    keyType: options.keyType,
    subjects: {
      'administrative-licence': ministry,
      'electronic-licence': market,
      store: '样例全国库 号段下发',
    },
  })
  a.vault.put(DEMO_ROOT, pki.root)
  mustBeOk(setUpOffice(a)(admin, { office: DEMO_OFFICE, trustAnchors: [pki.root] }), 'office')
  for (const [purpose, name] of [
    ['administrative-licence', ministry],
    ['electronic-licence', market],
  ] as const) {
    const container = pki.containers[purpose]
    if (!container) throw new Error(`no container for ${purpose}`)
    mustBeOk(importSeal(a)(admin, { name: `${name}（样例）`, purpose, container, pin: DEMO_PIN }), name)
  }
  const store = mustBeOk(
    a.keys.unlock(pki.containers['store'] ?? new Uint8Array(), DEMO_PIN),
    'lending store',
  )
  const kinds = a.standard.kinds.map(kind => kind.id)
  for (const block of demoBlocks(kinds, DEMO_OFFICE, now)) {
    const file = a.envelopes.seal(utf8(canonicalJson(block as unknown as Json)), 'number-block', store)
    mustBeOk(importNumberBlock(a)(admin, { file }), block.blockId)
  }
  store.lock()
}
