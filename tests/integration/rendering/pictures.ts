import { crc32, deflateSync } from 'node:zlib'

const chunk = (type: string, body: Uint8Array): Buffer => {
  const data = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const out = Buffer.alloc(data.length + 8)
  out.writeUInt32BE(body.length, 0)
  data.copy(out, 4)
  out.writeUInt32BE(crc32(data), 4 + data.length)
  return out
}

/** A PNG of eight bits whose pixels come from a function; channels by colour type 2 (RGB) or 6 (RGBA). */
export function png(
  width: number,
  height: number,
  colourType: 2 | 6,
  pixel: (x: number, y: number) => readonly number[],
): Uint8Array {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head[8] = 8
  head[9] = colourType
  const lines = Array.from({ length: height }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: width }, (_, x) => pixel(x, y)).flat()]),
  )
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', head),
      chunk('IDAT', deflateSync(Buffer.concat(lines))),
      chunk('IEND', new Uint8Array(0)),
    ]),
  )
}

/** A portrait that is no person's: a pale ground with a darker shape. */
export const portrait = (): Uint8Array =>
  png(60, 84, 2, (x, y) => ((x - 30) ** 2 + (y - 40) ** 2 < 500 ? [90, 70, 60] : [235, 238, 242]))

/** A grey square of 8 × 8 pixels, baseline JPEG with standard tables. */
export const smallJpeg = (): Uint8Array =>
  new Uint8Array(
    Buffer.from(
      'ffd8ffe000104a46494600010100000100010000ffdb004300' +
        '01'.repeat(64) +
        'ffc0000b080008000801011100' +
        'ffc4001f0000010501010101010100000000000000000102030405060708090a0b' +
        'ffc400b5100002010303020403050504040000017d010203000411051221314106' +
        '13516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a' +
        '535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4' +
        'b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa' +
        'ffda0008010100003f00' +
        'fbd3' +
        'ffd9',
      'hex',
    ),
  )
