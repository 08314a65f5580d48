import { closed, entry, holderCodeTable, ORGANISATION_CODES, table } from '../common/code-tables.ts'
import { found } from '../common/sources.ts'
import { type CodeTable } from '../kind.ts'

const SOURCE = found('许可证经营范围公开实例；互联网文化管理暂行规定所列产品种类；代码为本程序默认')

export const codeTables: readonly CodeTable[] = [
  table('network-culture-scope', ['网络文化经营范围', 'Scope of network culture'], SOURCE, [
    entry('music', '音乐娱乐产品', 'Music and entertainment products', [
      '网络音乐',
      '音乐娱乐',
      '网络音乐娱乐产品',
      '音乐',
    ]),
    entry('plays', '演出剧（节）目', 'Plays and shows', [
      '演出剧(节)目',
      '网络演出剧（节）目',
      '演出剧节目',
      '网络演出剧',
    ]),
    entry('performance', '表演', 'Performance', ['网络表演', '网络直播']),
    entry('comics', '动漫产品', 'Comics and animation', ['网络动漫', '动漫', '网络动漫产品']),
    entry('game-commentary', '网络游戏技法展示或解说', 'Showing or commenting on game play', [
      '游戏解说',
      '网络游戏技法展示',
      '网络游戏解说',
    ]),
    entry('art', '艺术品', 'Works of art', ['网络艺术品']),
    entry('exhibition', '展览、比赛活动', 'Exhibitions and contests', [
      '展览',
      '比赛活动',
      '展览比赛活动',
      '网络展览、比赛活动',
    ]),
    closed(
      entry('games', '游戏产品（含网络游戏虚拟货币发行）', 'Games, with issue of game currency', [
        '游戏产品',
        '网络游戏',
        '游戏',
        '网络游戏产品',
        '游戏产品（含网络游戏虚拟货币发行）运营',
      ]),
    ),
    closed(
      entry('game-currency', '网络游戏虚拟货币交易', 'Trade in game currency', [
        '虚拟货币交易',
        '游戏虚拟货币交易',
      ]),
    ),
  ]),
  holderCodeTable(ORGANISATION_CODES),
]
