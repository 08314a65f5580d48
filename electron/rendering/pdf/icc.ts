/** s15Fixed16 number. */
const fixed = (v: number): number[] => {
  const n = Math.round(v * 65536) >>> 0
  return [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]
}
const u32 = (n: number): number[] => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]
const ascii = (text: string): number[] => [...text].map(c => c.charCodeAt(0))

const xyzTag = (x: number, y: number, z: number): number[] => [
  ...ascii('XYZ '),
  ...u32(0),
  ...fixed(x),
  ...fixed(y),
  ...fixed(z),
]

/** Text in one language, `mluc`. */
function textTag(text: string): number[] {
  const utf16 = [...text].flatMap(c => [0, c.charCodeAt(0)])
  return [
    ...ascii('mluc'),
    ...u32(0),
    ...u32(1),
    ...u32(12),
    ...ascii('enUS'),
    ...u32(utf16.length),
    ...u32(28),
    ...utf16,
  ]
}

/** The sRGB transfer curve of IEC 61966-2-1 as a parametric curve of type 3. */
const curveTag = (): number[] => [
  ...ascii('para'),
  ...u32(0),
  0,
  3,
  0,
  0,
  ...fixed(2.4),
  ...fixed(1 / 1.055),
  ...fixed(0.055 / 1.055),
  ...fixed(1 / 12.92),
  ...fixed(0.04045),
]

/** Bradford adaptation from D65 to D50. */
const adaptationTag = (): number[] => [
  ...ascii('sf32'),
  ...u32(0),
  ...[1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168].flatMap(fixed),
]

function header(size: number): number[] {
  const date = [2026, 1, 1, 0, 0, 0].flatMap(n => [n >> 8, n & 255])
  return [
    ...u32(size),
    ...u32(0),
    ...u32(0x04200000),
    ...ascii('mntrRGB XYZ '),
    ...date,
    ...ascii('acsp'),
    ...Array<number>(28).fill(0),
    ...fixed(0.9642),
    ...fixed(1),
    ...fixed(0.8249),
    ...Array<number>(48).fill(0),
  ]
}

/** An sRGB display profile (ICC.1:2010, version 4.2, matrix and curves) made here, so that none has to be shipped. */
export function srgbProfile(): Uint8Array {
  const curve = curveTag()
  const tags: readonly (readonly [string, number[]])[] = [
    ['desc', textTag('sRGB IEC61966-2.1')],
    ['cprt', textTag('No copyright, use freely')],
    ['wtpt', xyzTag(0.9642, 1, 0.8249)],
    ['chad', adaptationTag()],
    ['rXYZ', xyzTag(0.43607, 0.22249, 0.01392)],
    ['gXYZ', xyzTag(0.38515, 0.71687, 0.09708)],
    ['bXYZ', xyzTag(0.14307, 0.06061, 0.7141)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ]
  const directory = [...u32(tags.length)]
  const body: number[] = []
  const start = 128 + 4 + 12 * tags.length
  for (const [name, data] of tags) {
    directory.push(...ascii(name), ...u32(start + body.length), ...u32(data.length))
    body.push(...data)
    while (body.length % 4 !== 0) body.push(0)
  }
  return Uint8Array.from([...header(start + body.length), ...directory, ...body])
}
