import { context, household, idOf, member } from '../rules/dossier.ts'
import { quality } from './table.ts'

const of = (cells: Record<string, string>, ...members: readonly Record<string, string>[]) =>
  household({ cells, members: members.map(each => member({ cells: each })) })
const HEAD = { 与户主关系: '本人或户主' }
const SPOUSE = { 与户主关系: '02' }

quality('H12', [
  ['fires without a head', of({}, SPOUSE, {}), 'error'],
  ['fires where the relation cannot be read', of({}, { 与户主关系: '当家的' }), 'error'],
  ['fires without members', of({}), 'error'],
  ['not with one', of({}, SPOUSE, { 与户主关系: '户主' }), 'none'],
  [
    'does not conclude without the column',
    household({ members: [member({ without: ['与户主关系'] })] }),
    'no column',
  ],
])

quality('H13', [
  ['fires on two heads', of({}, HEAD, HEAD), 'error'],
  ['not on one', of({}, HEAD, SPOUSE, {}), 'none'],
  ['not on none', of({}, {}), 'none'],
])

quality('H14', [
  ['fires on two spouses', of({}, HEAD, SPOUSE, SPOUSE), 'error'],
  ['not on one', of({}, HEAD, SPOUSE), 'none'],
])

quality('H15', [
  ['fires without members', of({}), 'error'],
  ['not with a member without a valid ID', household({ members: [member({ key: '' })] }), 'none'],
])

quality('H16', [
  ['fires on one too few', of({ 家庭人口数: '3' }, {}, {}), 'error'],
  ['fires without members', of({ 家庭人口数: '3' }), 'error'],
  ['not where it is the number of rows', of({ 家庭人口数: '2' }, {}, {}), 'none'],
  [
    'counts members without a valid ID',
    household({ cells: { 家庭人口数: '1' }, members: [member({ key: '' })] }),
    'none',
  ],
  ['not where it is empty', of({}, {}), 'none'],
  ['not where it cannot be read', of({ 家庭人口数: '三人' }, {}), 'none'],
])

const people = (count: number) => of({}, ...Array.from({ length: count }, () => ({})))
quality('H17', [
  ['fires on seven', people(7), 'suspected'],
  ['not on six', people(6), 'none'],
  [
    'does not conclude without a limit',
    people(7),
    'no parameter',
    context({ parameters: { 'quality.household.manyMembers': undefined } }),
  ],
])

const DIBAO_KINDS = ['02', '04', '07', '08'] as const
const WUBAO_KINDS = ['03', '06', '07', '08'] as const

quality('H18', [
  ...DIBAO_KINDS.map(
    kind =>
      [
        `fires on ${kind} without a member`,
        of({ 贫困户属性: kind }, { 是否享受低保: '否' }),
        'error',
      ] as const,
  ),
  ['fires where members say nothing', of({ 贫困户属性: '低保户' }, {}), 'error'],
  ['not with one', of({ 贫困户属性: '低保户' }, {}, { 是否享受低保: '是' }), 'none'],
  ['not on another kind', of({ 贫困户属性: '五保户' }, {}), 'none'],
  [
    'does not conclude without the column',
    household({ cells: { 贫困户属性: '低保户' }, members: [member({ without: ['是否享受低保'] })] }),
    'no column',
  ],
])

quality('H19', [
  ...DIBAO_KINDS.map(
    kind => [`fires on ${kind} without an amount`, of({ 贫困户属性: kind }), 'error'] as const,
  ),
  ['suspects what is too little', of({ 贫困户属性: '低保户', 低保金: '99.99' }), 'suspected'],
  ['suspects nothing at all', of({ 贫困户属性: '低保户', 低保金: '0' }), 'suspected'],
  ['not on the limit', of({ 贫困户属性: '低保户', 低保金: '100' }), 'none'],
  ['not where it cannot be read', of({ 贫困户属性: '低保户', 低保金: '三百' }), 'none'],
  ['not on another kind', of({ 贫困户属性: '五保户' }), 'none'],
  [
    'does not conclude without the column',
    household({ cells: { 贫困户属性: '低保户' }, without: ['低保金'] }),
    'no column',
  ],
  [
    'does not conclude without a limit',
    of({ 贫困户属性: '低保户', 低保金: '5' }),
    'no parameter',
    context({ parameters: { 'quality.household.leastDibaoGrant': undefined } }),
  ],
])

quality('H20', [
  ['fires on a general household', of({ 贫困户属性: '一般贫困户', 低保金: '1' }), 'error'],
  ['fires where the kind is not stated', of({ 低保金: '1' }), 'error'],
  ['not on nothing', of({ 贫困户属性: '一般贫困户', 低保金: '0' }), 'none'],
  ...DIBAO_KINDS.map(kind => [`not on ${kind}`, of({ 贫困户属性: kind, 低保金: '900' }), 'none'] as const),
  [
    'does not conclude without the column',
    household({ cells: { 低保金: '900' }, without: ['贫困户属性'] }),
    'no column',
  ],
])

quality('H21', [
  ['fires on a general poor household', of({ 贫困户属性: '01' }, {}, { 是否享受低保: '是' }), 'error'],
  ['fires on a general household', of({ 贫困户属性: '05' }, { 是否享受低保: '是' }), 'error'],
  ['not where nobody has it', of({ 贫困户属性: '01' }, { 是否享受低保: '否' }), 'none'],
  ['not on another kind', of({ 贫困户属性: '02' }, { 是否享受低保: '是' }), 'none'],
  ['not where the kind is not stated', of({}, { 是否享受低保: '是' }), 'none'],
])

quality('H22', [
  ...WUBAO_KINDS.map(
    kind => [`fires on ${kind} without an amount`, of({ 贫困户属性: kind }), 'error'] as const,
  ),
  ['fires on too little', of({ 贫困户属性: '五保户', 五保金: '99' }), 'error'],
  ['not on the limit', of({ 贫困户属性: '五保户', 五保金: '100' }), 'none'],
  ['not on another kind', of({ 贫困户属性: '低保户' }), 'none'],
  [
    'does not conclude without the column',
    household({ cells: { 贫困户属性: '五保户' }, without: ['五保金'] }),
    'no column',
  ],
])

quality('H23', [
  ['fires on a general household', of({ 贫困户属性: '一般贫困户', 五保金: '1' }), 'error'],
  ['fires where the kind cannot be read', of({ 贫困户属性: '贫困', 五保金: '1' }), 'error'],
  ['not on nothing', of({ 贫困户属性: '一般贫困户', 五保金: '0' }), 'none'],
  ...WUBAO_KINDS.map(kind => [`not on ${kind}`, of({ 贫困户属性: kind, 五保金: '900' }), 'none'] as const),
])

quality('H24', [
  ['fires on both', of({ 低保金: '1', 五保金: '1' }), 'suspected'],
  ['not where one is 0', of({ 低保金: '1', 五保金: '0' }), 'none'],
  ['not where one is empty', of({ 低保金: '1' }), 'none'],
])

/** Of that age on 2017-11-20. */
const aged = (years: number, cells: Record<string, string> = {}) =>
  member({ key: idOf(`${2017 - years}1120`), cells })
/** A day short of it. */
const almost = (years: number, cells: Record<string, string> = {}) =>
  member({ key: idOf(`${2017 - years}1121`), cells })
const WORKER = { 劳动技能: '弱劳动力或半劳动力' }

quality('H25', [
  ...WUBAO_KINDS.map(
    kind =>
      [
        `fires on ${kind}`,
        household({ cells: { 贫困户属性: kind }, members: [aged(16, WORKER)] }),
        'suspected',
      ] as const,
  ),
  ['fires up to 59', household({ cells: { 贫困户属性: '03' }, members: [almost(60, WORKER)] }), 'suspected'],
  ['not below 16', household({ cells: { 贫困户属性: '03' }, members: [almost(16, WORKER)] }), 'none'],
  ['not from 60', household({ cells: { 贫困户属性: '03' }, members: [aged(60, WORKER)] }), 'none'],
  [
    'not without labour',
    household({ cells: { 贫困户属性: '03' }, members: [aged(30, { 劳动技能: '无劳动力' })] }),
    'none',
  ],
  ['not on another kind', household({ cells: { 贫困户属性: '01' }, members: [aged(30, WORKER)] }), 'none'],
  [
    'does not conclude without ages',
    household({ cells: { 贫困户属性: '03' }, members: [aged(30, WORKER)] }),
    'no parameter',
    context({ parameters: { 'quality.household.labourToAge': undefined } }),
  ],
])

quality('H26', [
  ['fires where it is empty', of({}), 'suspected'],
  ['fires on too little', of({ 养老保险金: '69.9' }), 'suspected'],
  ['not on the limit', of({ 养老保险金: '70' }), 'none'],
  ['not on 0', of({ 养老保险金: '0' }), 'none'],
  ['not where it cannot be read', of({ 养老保险金: '七十' }), 'none'],
  ['does not conclude without the column', household({ without: ['养老保险金'] }), 'no column'],
])

quality('H27', [
  ['fires at 60', household({ cells: { 养老保险金: '0' }, members: [aged(60)] }), 'suspected'],
  ['not a day before', household({ cells: { 养老保险金: '0' }, members: [almost(60)] }), 'none'],
  ['not where it is paid', household({ cells: { 养老保险金: '70' }, members: [aged(60)] }), 'none'],
  ['not where it is empty', household({ members: [aged(60)] }), 'none'],
])

const PAID = { 养老保险金: '0.5' }
quality('H28', [
  ['fires a day before 60', household({ cells: PAID, members: [almost(60)] }), 'error'],
  ['fires where nobody has an age', household({ cells: PAID, members: [member({ key: '' })] }), 'error'],
  ['not at 60', household({ cells: PAID, members: [almost(30), aged(60)] }), 'none'],
  [
    'takes the date of birth where there is no valid ID',
    household({ cells: PAID, members: [member({ key: '', cells: { 出生日期: '19571120' } })] }),
    'none',
  ],
  ['not on 0', household({ cells: { 养老保险金: '0' }, members: [almost(30)] }), 'none'],
  [
    'does not conclude where nothing could say the age',
    household({ cells: PAID, members: [member({ key: '', without: ['出生日期'] })] }),
    'no column',
  ],
  [
    'but does where the ID says it',
    household({ cells: PAID, members: [member({ without: ['出生日期'] })] }),
    'error',
  ],
])
