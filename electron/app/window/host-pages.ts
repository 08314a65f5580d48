/** Why the host shows a page of its own instead of the program's. */
export type HostPage = 'page-crashed' | 'core-lost' | 'core-failed'

interface Text {
  readonly zh: readonly [title: string, body: string, button: string]
  readonly en: readonly [title: string, body: string, button: string]
}

const TEXTS: Readonly<Record<HostPage, Text>> = {
  'page-crashed': {
    zh: [
      '窗口的页面意外停止了',
      '已经办成的业务都已保存；正在填写、还没有提交的内容可能需要重新填写。',
      '重新打开',
    ],
    en: [
      'The page of this window stopped unexpectedly',
      'Everything reported as done is saved. What was being filled in and not yet submitted may have to be entered again.',
      'Open again',
    ],
  },
  'core-lost': {
    zh: [
      '业务程序意外停止，已自动重新启动',
      '停止前已报告办成的业务都已保存。刚才那一步可能没有办成：继续后请先查一查再重做。需要重新登录。',
      '继续',
    ],
    en: [
      'The program behind the window stopped unexpectedly and was started again',
      'Everything reported as done is saved. The last step may not have been done: look it up before doing it again. You have to sign in again.',
      'Go on',
    ],
  },
  'core-failed': {
    zh: [
      '业务程序无法启动',
      '数据没有被改动。请重试；仍不行时，请在命令行导出帮助包（help-bundle）并联系技术支持。',
      '重试',
    ],
    en: [
      'The program behind the window does not start',
      'No data were changed. Try again; if it stays, make a help bundle on the command line (help-bundle) and ask for help.',
      'Try again',
    ],
  },
}

const STYLE = `
  html { height: 100%; background: #f3f5f8; color: #1d2433; }
  body { margin: 0; min-height: 100%; display: grid; place-items: center;
    font: 16px/1.7 'Noto Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif; }
  main { max-width: 34rem; margin: 2rem; padding: 2.25rem 2.5rem; background: #fff; border: 1px solid #dde2ea;
    border-top: 4px solid #b4232a; border-radius: 6px; }
  h1 { margin: 0 0 .75rem; font-size: 1.35rem; line-height: 1.4; }
  p { margin: 0 0 1.5rem; }
  section[lang=en] { margin-top: 1.75rem; padding-top: 1.25rem; border-top: 1px solid #e6eaf0; color: #5a6475; font-size: .875rem; }
  section[lang=en] h2 { margin: 0 0 .35rem; font-size: .95rem; font-weight: 600; }
  section[lang=en] p { margin: 0; }
  a { display: inline-block; padding: .55rem 1.6rem; border-radius: 4px; background: #1f5fbf; color: #fff; text-decoration: none; }
  a:hover { background: #184c99; }
  a:focus-visible { outline: 3px solid #8db7f2; outline-offset: 2px; }`

/** Where the host finds its own page; the button is a link home, so that it works without any script. */
export const hostPagePath = (page: HostPage): string => `/host/${page}`

export const isHostPage = (name: string): name is HostPage => Object.hasOwn(TEXTS, name)

export function hostPageHtml(page: HostPage): string {
  const { zh, en } = TEXTS[page]
  return `<!doctype html>
<html lang="zh-CN" translate="no"><head><meta charset="utf-8"><title>证照工作站</title><style>${STYLE}</style></head>
<body><main><h1>${zh[0]}</h1><p>${zh[1]}</p><a href="/" autofocus>${zh[2]} ${en[2]}</a>
<section lang="en"><h2>${en[0]}</h2><p>${en[1]}</p></section></main></body></html>
`
}
