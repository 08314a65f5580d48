import path from 'node:path'

const CLI = 'npm run --silent cli --'

/** A path as it is best typed: relative to where the user stands, quoted when it must be. */
function typed(file) {
  const near = path.relative(process.cwd(), file)
  const shown = near === '' ? '.' : near.startsWith('..') ? file : near
  return /[^\w./\u3000-\uffef-]/.test(shown) ? `'${shown.replaceAll("'", `'\\''`)}'` : shown
}

/** Says where everything lies and what to try next, as commands that work as they stand. */
export function farewell({ data, out, inputs, count, sample }) {
  const [, first] = sample[0]
  const pdf = typed(path.join(out, sample[0][0], first))
  const number = path.basename(first, '.pdf')
  const d = `--data ${typed(data)}`
  console.log(
    [
      '',
      `✓ ${count} 份演示证照已制发并全部通过核验`,
      `  ${count} demonstration licences are issued, and every one verifies`,
      '',
      `电子证照 / copies          ${typed(out)}`,
      ...sample.map(([kind, name]) => `                           ${typed(path.join(out, kind, name))}`),
      `数据目录 / data folder     ${typed(data)}`,
      `根证书 / root certificate  ${typed(path.join(data, 'demo/root.der'))}`,
      `申请样表 / applications    ${typed(inputs)}`,
      '',
      '接下来可以试 / what to try next:',
      `  ${CLI} verify ${pdf} --trust ${typed(path.join(data, 'demo/root.der'))}`,
      `  ${CLI} search 样例 ${d}`,
      `  ${CLI} show ${number} ${d}`,
      `  ${CLI} change ${number} --event change --set 企业名称=样例更名科技有限公司 --out ${typed(out)}/changed ${d}`,
      `  ${CLI} issue --input ${typed(path.join(inputs, 'mixed-1000.xlsx'))} --out ${typed(out)}/mixed ${d}`,
      `  ${CLI} import --input ${typed(path.join(inputs, 'stock.xlsx'))} --stock --origin 原审批系统 ${d}`,
      `  ${CLI} backup --to ${typed(path.join(path.dirname(out), 'backup'))} ${d}`,
      `  ${CLI} --help`,
      '',
      '以上均为样例，不具法律效力。/ All of this is specimen and without legal effect.',
    ].join('\n'),
  )
}
