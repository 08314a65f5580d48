import { fault, unreadable } from './faults.ts'
import { type FileSource } from './file-source.ts'
import { words } from '../../shared/kernel/words.ts'

export type TableFormat = 'xlsx' | 'csv' | 'json'

const SAVE_AS_XLSX = words(
  '请用表格软件打开该文件，另存为 xlsx（不设密码）后再导入',
  'open it in a spreadsheet, save it as xlsx without a password and import that',
)

const startsWith = (bytes: Uint8Array, magic: readonly number[]) => magic.every((b, i) => bytes[i] === b)

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const ZIP = [0x50, 0x4b]
const OLE_SEARCH_BYTES = 8 * 1024 * 1024

const unknown = (zh: string, en: string) => fault('format-unknown', words(zh, en), SAVE_AS_XLSX)

/** An OLE container is an encrypted xlsx when it has a stream `EncryptedPackage` (MS-OFFCRYPTO 2.3.4.4), or else an old .xls. */
async function refuseOle(source: FileSource): Promise<never> {
  const bytes = Buffer.from(await source.read(0, Math.min(source.size, OLE_SEARCH_BYTES)))
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')))
    throw fault(
      'file-encrypted',
      words('文件已加密，无法读取', 'the file is encrypted and cannot be read'),
      words(
        '请在表格软件中输入密码打开，另存为未加密的 xlsx 后再导入',
        'open it with its password, save it as xlsx without encryption and import that',
      ),
    )
  throw unknown('这是旧的 xls 格式，不支持', 'this is the old xls format, which is not supported')
}

function refuseForeign(bytes: Uint8Array): void {
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46]))
    throw unknown('这是 PDF 文件，不是表格', 'this is a PDF, not a table')
  const text = Buffer.from(bytes).toString('latin1').trimStart().toLowerCase()
  if (/^(?:ï»¿)?\s*<(?:html|!doctype|table|\?xml|meta|head)/.test(text))
    throw unknown(
      '这是网页或 XML 格式的表格，不支持',
      'this is a table as a web page or XML, which is not supported',
    )
  const utf16 = startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])
  if (!utf16 && bytes.includes(0))
    throw unknown('无法识别的二进制文件', 'this is a binary file of an unknown kind')
}

/** The format by what the file holds; its name decides only between csv and json. @throws ImportFault */
export async function detectFormat(source: FileSource, path: string): Promise<TableFormat> {
  const bytes = await source.read(0, Math.min(source.size, 4096))
  if (bytes.length === 0) throw unreadable('文件是空的', 'it is empty')
  if (startsWith(bytes, OLE)) return refuseOle(source)
  if (startsWith(bytes, ZIP)) return 'xlsx'
  refuseForeign(bytes)
  if (/\.(json|jsonl|ndjson)$/i.test(path)) return 'json'
  if (/\.(csv|tsv|txt)$/i.test(path)) return 'csv'
  if (/\.xlsx?$|\.xlsm$/i.test(path))
    throw unreadable('不是 xlsx 文件，或文件已损坏', 'it is no xlsx file, or it is damaged')
  const first = Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart()[0]
  return first === '[' || first === '{' ? 'json' : 'csv'
}
