import fs from 'node:fs'
import path from 'node:path'

const SIGNS =
  '安百长春德恩丰福高光海和宏华吉佳建江金锦京景静康乐丽连龙美明宁平齐清庆荣瑞三盛顺泰天同万文祥新信兴旭阳宜义永裕元悦云泽振正中忠'

interface Pack {
  readonly kinds: {
    readonly id: string
    readonly codeTables: { readonly id: string; entries: unknown[] }[]
  }[]
}

/** A word of its own for each number: four of some seventy signs. */
const wordOf = (n: number): string =>
  [n, n / 67, n / 4489, n / 300_763].map(x => SIGNS[Math.floor(x) % SIGNS.length]).join('')

/** A copy of the program's resources in which the languages of a guide's certificate are so many. */
export function resourcesWithCodes(folder: string, codes: number): string {
  const target = path.join(folder, `resources-${codes}`)
  fs.rmSync(target, { recursive: true, force: true })
  fs.cpSync(path.resolve('resources'), target, {
    recursive: true,
    filter: file => !file.includes(`${path.sep}demo${path.sep}`),
  })
  const file = path.join(target, 'packs/builtin.json')
  const pack = JSON.parse(fs.readFileSync(file, 'utf8')) as Pack
  const table = pack.kinds
    .find(kind => kind.id === 'guide-qualification')
    ?.codeTables.find(one => one.id === 'guide-language')
  if (!table) throw new Error('the pack has no table of languages')
  for (let n = table.entries.length; n < codes; n++)
    table.entries.push({ code: `L${n}`, label: { zh: `${wordOf(n)}语`, en: `Language ${n}` } })
  fs.writeFileSync(file, JSON.stringify(pack))
  return target
}
