/** What a person should know about a watched inbox. */
import type { Bilingual } from '../../pipelines/types.ts'

const SHOWN = 5

function listed(paths: readonly string[]): Bilingual {
  const [shown, more] = [paths.slice(0, SHOWN), paths.length - SHOWN]
  return {
    zh: `${shown.join('、')}${more > 0 ? ` 等 ${paths.length} 个文件` : ''}`,
    en: `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  }
}

export const noFolder = (folder: string): Bilingual => ({
  zh: `没有收件箱文件夹 ${folder}; 请建立它, 或检查网络共享是否已挂载; 之后会自动接收`,
  en: `there is no inbox folder ${folder}; make it, or check that the network share is mounted; it is taken by itself then`,
})

export const missingFiles = (paths: readonly string[], folder: string): Bilingual => ({
  zh: `manifest.json 列出的文件不在收件箱 ${folder} 里: ${listed(paths).zh}; 请补上文件, 或从 manifest.json 中去掉; 之后会自动接收`,
  en: `files that manifest.json names are not in the inbox ${folder}: ${listed(paths).en}; add them, or take them out of manifest.json; the inbox is taken by itself then`,
})

export const partialNamed = (paths: readonly string[]): Bilingual => ({
  zh: `manifest.json 列出了临时文件名: ${listed(paths).zh}; 这类文件不会接收, 请传完后改成正式文件名, 并改正 manifest.json`,
  en: `manifest.json names temporary files: ${listed(paths).en}; such files are never taken: rename them when they are complete, and correct manifest.json`,
})

export const stillWritten = (paths: readonly string[]): Bilingual => ({
  zh: `收件箱里还有没传完的文件: ${listed(paths).zh}; 传完改名后会自动接收; 若是残留文件请删除`,
  en: `files in the inbox are still being written: ${listed(paths).en}; it is taken when they have their names; delete them if they were left over`,
})

export const unlisted = (paths: readonly string[]): Bilingual => ({
  zh: `manifest.json 没有列出, 没有接收: ${listed(paths).zh}`,
  en: `not in manifest.json, not taken: ${listed(paths).en}`,
})

export const notTaken = (folder: string, reason: Bilingual): Bilingual => ({
  zh: `收件箱 ${folder} 没有接收, 将自动重试: ${reason.zh}`,
  en: `the inbox ${folder} was not taken and will be tried again: ${reason.en}`,
})

export const keepsChanging: Bilingual = {
  zh: '文件在读取时内容不断变化, 而大小和修改时间不变; 请检查是否有程序仍在写入, 以及网络共享是否可靠',
  en: 'files change while they are being read although their sizes and times stay; check whether a program still writes to them, and whether the network share can be relied on',
}

export const notPassedOn = (reason: Bilingual): Bilingual => ({
  zh: `收件箱已接收并归档, 但没有通知到后续工作: ${reason.zh}; 下一次比对会用到它`,
  en: `the inbox was taken and archived, but what should follow was not told: ${reason.en}; the next comparison uses it`,
})
