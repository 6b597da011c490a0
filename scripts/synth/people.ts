/** People and families: ages, kin, names, numbers. */
import type { IsoDate } from '../../connectors/reading.ts'
import { ageOf, YEAR } from './calendar.ts'
import { areaOf, type County } from './counties.ts'
import { birthOf, type IdNumbers } from './id-numbers.ts'
import { drawEthnic, drawName, drawSurname, type Sex } from './names.ts'
import type { Random } from './random.ts'

export interface Person {
  readonly key: string
  readonly name: string
  readonly sex: Sex
  readonly birth: IsoDate
  /** Full years at the day of the comparison. */
  readonly age: number
  readonly ethnic: string
  /** 与户主关系, as the register calls it. */
  readonly relation: string
}

/** What drawing people needs. */
export interface Registry {
  readonly ids: IdNumbers
  readonly random: Random
  readonly county: County
}

export interface Wanted {
  readonly sex: Sex
  readonly ethnic: string
  readonly surname: string
  readonly relation: string
  /** Age to a year; see `birth` for exactly. */
  readonly age: number
  readonly birth?: IsoDate
  /** First six digits of the number; drawn by county and year of birth unless said. */
  readonly area?: string
  /** The whole name, where it is not an ordinary one. */
  readonly name?: string
}

export function drawPerson({ ids, random, county }: Registry, wanted: Wanted): Person {
  const { sex, ethnic, surname, relation, age } = wanted
  const year = wanted.birth ? Number(wanted.birth.slice(0, 4)) : YEAR - age
  const drawn = areaOf(county, year, random.next())
  const area = wanted.area ?? drawn
  const key = wanted.birth ? ids.drawOn(area, wanted.birth, sex) : ids.draw(area, year, sex)
  const birth = birthOf(key)
  const name = wanted.name ?? drawName(random, surname, sex)
  return { key, name, sex, birth, age: ageOf(birth), ethnic, relation }
}

/** Nobody of them is under 66: at 65 people are still asked why they do not work. */
const YOUNGEST_ELDER = 67

type Family = 'nuclear' | 'three' | 'couple' | 'elder' | 'elders' | 'parent' | 'alone'

const REGISTERED: readonly (readonly [Family, number])[] = [
  ['nuclear', 42],
  ['three', 24],
  ['couple', 8],
  ['elder', 8],
  ['elders', 6],
  ['parent', 7],
  ['alone', 5],
]

/** Outside the register no house is of elders alone, unless it is planted. */
const OTHERS: readonly (readonly [Family, number])[] = [
  ['nuclear', 48],
  ['three', 22],
  ['couple', 15],
  ['parent', 7],
  ['alone', 8],
]

export const drawFamily = (registry: Registry): Person[] =>
  family(registry, registry.random.weighted(REGISTERED))
export const drawOtherFamily = (registry: Registry): Person[] =>
  family(registry, registry.random.weighted(OTHERS))

const otherSex = (sex: Sex): Sex => (sex === '男' ? '女' : '男')

function family(registry: Registry, kind: Family): Person[] {
  const { random } = registry
  const ethnic = drawEthnic(random)
  const surname = drawSurname(random, ethnic)
  const elder = kind === 'elder' || kind === 'elders'
  const headAge = elder ? random.between(YOUNGEST_ELDER, 86) : random.between(28, 58)
  const headSex: Sex = random.chance(kind === 'parent' ? 0.4 : 0.85) ? '男' : '女'
  const draw = (relation: string, sex: Sex, age: number, name = surname): Person =>
    drawPerson(registry, { relation, sex, age, surname: name, ethnic })
  const married = (): string => drawSurname(random, ethnic)

  const people = [draw('本人或户主', headSex, headAge)]
  if (kind === 'nuclear' || kind === 'three' || kind === 'couple' || kind === 'elders') {
    const apart = headSex === '男' ? random.between(0, 5) : -random.between(0, 5)
    people.push(
      draw('配偶', otherSex(headSex), Math.max(elder ? YOUNGEST_ELDER : 22, headAge - apart), married()),
    )
  }
  const parents = kind === 'three' ? [random.chance(0.6), random.chance(0.7)] : []
  if (kind === 'nuclear' || kind === 'three' || kind === 'parent') {
    const youngest = headAge - 24
    const children =
      kind === 'three'
        ? parents.every(Boolean)
          ? 1
          : random.between(1, 2)
        : random.weighted([
            [1, 30],
            [2, 50],
            [3, 20],
          ])
    for (let i = 0; i < children; i++) {
      const age = Math.max(1, youngest - i * random.between(2, 4) - random.below(3))
      if (age > 34) continue
      const sex: Sex = random.chance(0.52) ? '男' : '女'
      people.push(draw(sex === '男' ? '之子' : '之女', sex, age))
    }
  }
  if (kind === 'three') {
    const age = Math.min(90, headAge + random.between(21, 28))
    if (parents[0]) people.push(draw('之父', '男', age))
    if (parents[1]) people.push(draw('之母', '女', age - random.between(0, 3), married()))
  }
  return people
}
