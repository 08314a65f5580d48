import { EXIT, UsageError, type Command, type ExitCode, type HostContext } from '../command.ts'
import { choice, needed } from '../inputs.ts'
import { dataDirOf, resourcesOf, secretFrom } from '../open.ts'
import { must } from '../refusal.ts'

const MIN_SECRET = 12

/** The demonstration's people and PIN are public: they are printed. */
async function makeDemonstration(context: HostContext): Promise<ExitCode> {
  const { makeDemo } = await import('../../../app/sessions.ts')
  const { DEMO_PEOPLE, DEMO_PIN } = await import('../../../app/demo/demo-people.ts')
  const keyType = choice(context.args, 'key', ['rsa-3072', 'p256'] as const) ?? 'rsa-3072'
  const dataDir = dataDirOf(context)
  const { output } = context
  output.progress('建立演示机关… / making a demonstration office…')
  const made = must(await makeDemo({ dataDir, resources: resourcesOf(context), keyType }))
  const office = made.office()
  made.close()
  const people = DEMO_PEOPLE.map(({ login, password, roles }) => ({ login, password, roles }))
  output.item({ dataDir, demo: true, office, people, pin: DEMO_PIN }, `✓ ${dataDir} · ${office?.name ?? ''}`)
  for (const person of people)
    output.say(`  ${person.login} / ${person.password} (${person.roles.join(', ')})`)
  output.say(`  印章口令 / seal PIN: ${DEMO_PIN}`)
  return EXIT.good
}

/** An empty folder for a real office, with its first administrator where one is named. */
async function makeReal(context: HostContext): Promise<ExitCode> {
  const { args, output } = context
  const { makeEmpty } = await import('../../../app/sessions.ts')
  const login = args.text('admin')
  const name = login === undefined ? '' : needed(args, 'admin-name')
  const secret = await secretFrom(context, 'LW_SECRET', '新的数据口令 / new data secret: ')
  if ([...secret].length < MIN_SECRET)
    throw new UsageError(
      `数据口令至少 ${MIN_SECRET} 个字符（$LW_SECRET 或终端输入）`,
      `The data secret has at least ${MIN_SECRET} characters ($LW_SECRET or the terminal)`,
    )
  const password =
    login === undefined
      ? ''
      : await secretFrom(context, 'LW_NEW_PASSWORD', `${login} 的新口令 / new password: `)
  const dataDir = dataDirOf(context)
  const made = must(await makeEmpty({ dataDir, resources: resourcesOf(context), secret }))
  try {
    const admin =
      login === undefined
        ? null
        : must(await made.calls.session.firstAdministrator({ login, name, password })).login
    output.item({ dataDir, demo: false, office: null, admin }, `✓ ${dataDir}${admin ? ` · ${admin}` : ''}`)
  } finally {
    made.close()
  }
  output.say({
    zh: '下一步：office set-up 设置机关，seal import 导入印章，blocks import 导入号段，user add 添加人员',
    en: 'Next: office set-up, seal import, blocks import, user add',
  })
  return EXIT.good
}

export const init: Command = {
  usage: ['--data DIR --demo [--key rsa-3072|p256]', '--data DIR [--admin LOGIN --admin-name NAME]'],
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
    admin: {
      type: 'string',
      value: 'LOGIN',
      help: {
        zh: '正式机关的第一位管理员，口令取自 $LW_NEW_PASSWORD 或终端输入',
        en: "a real office's first administrator, password from $LW_NEW_PASSWORD or the terminal",
      },
    },
    'admin-name': { type: 'string', value: 'NAME', help: { zh: '其姓名', en: "that person's name" } },
  },
  examples: ['--data demo-office --demo', '--data /srv/licences --admin admin --admin-name 王管理'],
  run: context => (context.args.flag('demo') ? makeDemonstration(context) : makeReal(context)),
}
