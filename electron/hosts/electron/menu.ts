import { type MenuItemConstructorOptions } from 'electron'

/** Only what a person cannot do in the page itself; developer tools in a build for development alone. */
export function menuTemplate(packaged: boolean, platform: string): MenuItemConstructorOptions[] {
  const edit: MenuItemConstructorOptions = {
    label: '编辑',
    submenu: [
      { role: 'undo', label: '撤销' },
      { role: 'redo', label: '重做' },
      { type: 'separator' },
      { role: 'cut', label: '剪切' },
      { role: 'copy', label: '复制' },
      { role: 'paste', label: '粘贴' },
      { role: 'selectAll', label: '全选' },
    ],
  }
  const view: MenuItemConstructorOptions = {
    label: '视图',
    submenu: [
      { role: 'zoomIn', label: '放大' },
      { role: 'zoomOut', label: '缩小' },
      { role: 'resetZoom', label: '实际大小' },
      { type: 'separator' },
      { role: 'togglefullscreen', label: '全屏' },
      ...(packaged ? [] : [{ role: 'toggleDevTools' as const, label: '开发者工具' }]),
    ],
  }
  const window: MenuItemConstructorOptions = {
    label: '窗口',
    submenu: [
      { role: 'minimize', label: '最小化' },
      { role: 'close', label: '关闭' },
    ],
  }
  return [...(platform === 'darwin' ? [{ role: 'appMenu' as const }] : []), edit, view, window]
}
