/** What the usages of commands that compare have in common. */
import type { Bilingual } from '../../connectors/definition.ts'
import type { Option } from './command.ts'

export const UNMASKED: Option = {
  text: {
    zh: '文件中写完整的证件号码；默认遮盖为 530129********1234',
    en: 'full ID numbers in the files; without it they read 530129********1234',
  },
}

/** Of exit status 3. */
export const HELD_BACK: Bilingual = {
  zh: '完成，但有数据被搁置或缺失，待人处理',
  en: 'done, but a delivery was held or a feed is missing',
}
