import { household, member } from '../rules/dossier.ts'
import { quality } from './table.ts'

quality('P01', [
  ['fires where 性别 is empty', household({ members: [member({ cells: { 性别: '' } })] }), 'error'],
  [
    'fires where it is said to be not known',
    household({ members: [member({ cells: { 性别: '0' } })] }),
    'error',
  ],
  ['fires on a member without a valid ID', household({ members: [member({ key: '' })] }), 'error'],
  ['not where it is written', household({ members: [member({ cells: { 性别: '女' } })] }), 'none'],
  [
    'does not conclude without the column',
    household({ members: [member({ without: ['性别'] })] }),
    'no column',
  ],
])
