import { entry, holderCodeTable, ORGANISATION_CODES, table } from '../common/code-tables.ts'
import { byDefault, found } from '../common/sources.ts'
import { type CodeTable } from '../kind.ts'

export const codeTables: readonly CodeTable[] = [
  table('venue-kind', ['场所类型', 'Kind of venue'], found('娱乐场所管理办法第二条；代码为本程序默认'), [
    entry('song-and-dance', '歌舞娱乐场所', 'Song and dance', [
      '歌舞',
      '歌舞娱乐',
      '歌舞类',
      'KTV',
      '卡拉OK',
      '歌舞厅',
    ]),
    entry('amusement', '游艺娱乐场所', 'Games and amusement', [
      '游艺',
      '游艺娱乐',
      '游艺类',
      '游戏游艺',
      '电玩',
      '游戏游艺场所',
    ]),
    entry('both', '歌舞、游艺娱乐场所', 'Both', ['兼营', '歌舞和游艺娱乐场所', '歌舞游艺娱乐场所']),
  ]),
  table('entertainment-scope', ['娱乐经营范围', 'Scope of entertainment'], byDefault('子类未见公开'), [
    entry('karaoke', '歌舞娱乐（卡拉OK）', 'Karaoke', ['卡拉OK', 'KTV', '卡拉OK歌厅', '歌厅']),
    entry('dance-hall', '歌舞娱乐（舞厅）', 'Dance hall', ['舞厅', '歌舞厅', '交谊舞']),
    entry('disco', '歌舞娱乐（迪斯科、酒吧）', 'Disco and bar', ['迪斯科', '酒吧', '迪吧', '夜总会']),
    entry('arcade', '游艺娱乐（游戏游艺设备）', 'Game and amusement machines', [
      '游戏游艺设备',
      '游戏机',
      '电子游戏',
      '游艺设备',
    ]),
  ]),
  holderCodeTable(ORGANISATION_CODES),
]
