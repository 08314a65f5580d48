import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type Sql } from '../../ports/sql.ts'
import { numberKey, type LentPlace } from './register.ts'

export interface KindNumber {
  readonly kind: KindId
  readonly number: string
}

interface Shape {
  readonly kind: KindId
  readonly headLength: number
  readonly width: number
}

interface Found {
  readonly at: number
  readonly blockId: string
  readonly workstationId: string
  readonly first: number
  readonly template: string
  readonly counters: Readonly<Record<string, { readonly from: number }>>
  readonly count: number
  readonly returnedNext: number | null
}

/** Where a number could lie by the shapes of blocks that were ever lent: what stands before its first counter, and its digits. */
function candidates(numbers: readonly KindNumber[], shapes: readonly Shape[]) {
  return numbers.flatMap(({ kind, number }, at) =>
    shapes.flatMap(shape => {
      const digits = number.slice(shape.headLength, shape.headLength + shape.width)
      if (shape.kind !== kind || digits.length !== shape.width || !/^\d+$/.test(digits)) return []
      return [
        { at, kind, head: number.slice(0, shape.headLength), width: shape.width, value: Number(digits) },
      ]
    }),
  )
}

const HOLE = /\{([a-z]{1,16}):([1-9])\}/g

const numberOf = (found: Found, place: number): string =>
  found.template.replace(HOLE, (_hole, name: string, width: string) =>
    String((found.counters[name]?.from ?? Number.NaN) + place).padStart(Number(width), '0'),
  )

/** The block that each number lies in, of whatever workstation; numbers of no block are left out. Two statements. */
export async function lentPlaces(
  sql: Sql,
  numbers: readonly KindNumber[],
): Promise<ReadonlyMap<string, LentPlace>> {
  if (numbers.length === 0) return new Map()
  const shapes = await sql.query<Shape>(
    'SELECT kind, head_length AS "headLength", width FROM number_shapes WHERE kind = ANY($1::text[])',
    [[...new Set(numbers.map(({ kind }) => kind))]],
  )
  const asked = candidates(numbers, shapes)
  if (asked.length === 0) return new Map()
  const found = await sql.query<Found & { readonly value: number }>(
    `SELECT u.at, u.value, b.block_id AS "blockId", b.workstation_id AS "workstationId", b.first, b.template,
        b.counters, b.count, b.returned_next AS "returnedNext"
      FROM unnest($1::int[], $2::text[], $3::text[], $4::int[], $5::int[]) AS u(at, kind, head, width, value)
      CROSS JOIN LATERAL (
        SELECT * FROM number_blocks n
        WHERE n.kind = u.kind AND n.head = u.head AND n.width = u.width AND n.first <= u.value
        ORDER BY n.first DESC, n.lent_no DESC LIMIT 1
      ) b
      WHERE u.value < b.first + b.count`,
    [
      asked.map(c => c.at),
      asked.map(c => c.kind),
      asked.map(c => c.head),
      asked.map(c => c.width),
      asked.map(c => c.value),
    ],
  )
  const places = new Map<string, LentPlace>()
  for (const row of found) {
    const asked = numbers[row.at]
    const place = row.value - row.first
    // The other counters must agree: the first one alone does not make the number.
    if (asked && numberOf(row, place) === asked.number)
      places.set(numberKey(asked.kind, asked.number), {
        blockId: row.blockId,
        workstationId: row.workstationId,
        place,
        returnedNext: row.returnedNext,
      })
  }
  return places
}
