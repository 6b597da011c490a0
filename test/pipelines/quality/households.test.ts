import { context, household } from '../rules/dossier.ts'
import { quality } from './table.ts'

quality('H67', [
  ['fires where the village is not in the table', household({ village: null }), 'error'],
  ['not where it is', household(), 'none'],
  [
    'does not conclude where no villages were given',
    household({ village: null }),
    'no table',
    context({ tables: ['households', 'members'] }),
  ],
])
