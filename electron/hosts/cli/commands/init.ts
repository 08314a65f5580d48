import { DEMO_PEOPLE, DEMO_PIN } from '../../../app/demo/demo-people.ts'
import { makeDemo, makeEmpty } from '../../../app/sessions.ts'
import { type Command, EXIT } from '../command.ts'
import { dataDirOf, failed, resourcesOf } from '../open.ts'
import { askSecret } from '../terminal.ts'

export const init: Command = {
  name: 'init',
  summary: {
    zh: '建立数据目录（--demo 建立演示机关）',
    en: 'make a data folder (--demo: with a demonstration office)',
  },
  usage: '--data DIR [--demo] [--key rsa-3072|p256]',
  positionals: 'none',
  options: {
    data: { type: 'string', value: 'DIR', help: { zh: '空目录或新目录', en: 'an empty or a new folder' } },
    demo: {
      type: 'boolean',
      help: {
        zh: '建立演示机关：人员、印章、号段，均标“样例”',
        en: 'with people, seals and number blocks, all marked as specimen',
      },
    },
    key: {
      type: 'string',
      value: 'TYPE',
      help: {
        zh: '演示印章密钥：rsa-3072（默认）或 p256',
        en: 'keys of the demonstration seals: rsa-3072 (default) or p256',
      },
    },
  },
  async run(context) {
    const { args, output, env } = context
    const dataDir = dataDirOf(context)
    const resources = resourcesOf(context)
    const demo = args.flag('demo')
    const keyType = args.text('key') === 'p256' ? 'p256' : 'rsa-3072'
    const secret = demo ? '' : (env['LW_SECRET'] ?? (await askSecret('新的数据口令 / new data secret: ')))
    if (!demo && secret.length < 12) {
      output.say({
        zh: '数据口令至少 12 个字符（$LW_SECRET 或终端输入）',
        en: 'The data secret has at least 12 characters ($LW_SECRET or the terminal)',
      })
      return EXIT.usage
    }
    const made = demo
      ? await makeDemo({ dataDir, resources, keyType })
      : await makeEmpty({ dataDir, resources, secret })
    if (!made.ok) return failed(context, made.error)
    const office = made.value.office()
    made.value.close()
    const people = demo ? DEMO_PEOPLE.map(({ login, password, roles }) => ({ login, password, roles })) : []
    output.item({ dataDir, demo, office, people }, `✓ ${dataDir}${office ? ` · ${office.name}` : ''}`)
    for (const person of people)
      output.say(`  ${person.login} / ${person.password} (${person.roles.join(', ')})`)
    if (demo) output.say(`  印章口令 / seal PIN: ${DEMO_PIN}`)
    return EXIT.good
  },
}
