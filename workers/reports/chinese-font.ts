/** A font with Chinese characters among those of this machine. */
import { readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

export interface Font {
  readonly file: string
  /** As the font names itself: a picture asks for it by that. */
  readonly family: string
}

/** By the names that the files have wherever they come from, the most legible first. */
const KNOWN: readonly (readonly [file: RegExp, family: string])[] = [
  [/^NotoSansCJK(?:sc)?-Regular\.(?:ttc|otf)$/i, 'Noto Sans CJK SC'],
  [/^NotoSansCJKsc-VF\.(?:ttf|otf)$/i, 'Noto Sans CJK SC'],
  [/^NotoSansSC.*\.(?:ttf|otf)$/i, 'Noto Sans SC'],
  [/^SourceHanSans(?:SC|CN)-Regular\.(?:ttf|otf)$/i, 'Source Han Sans SC'],
  [/^msyh\.tt[cf]$/i, 'Microsoft YaHei'],
  [/^PingFang\.ttc$/i, 'PingFang SC'],
  [/^Hiragino Sans GB\.ttc$/i, 'Hiragino Sans GB'],
  [/^STHeiti Light\.ttc$/i, 'Heiti SC'],
  [/^wqy-microhei\.ttc$/i, 'WenQuanYi Micro Hei'],
  [/^wqy-zenhei\.ttc$/i, 'WenQuanYi Zen Hei'],
  [/^simhei\.ttf$/i, 'SimHei'],
  [/^simsun\.ttc$/i, 'SimSun'],
  [/^DroidSansFallback(?:Full)?\.ttf$/i, 'Droid Sans Fallback'],
]

const FOLDERS: readonly string[] = [
  '/usr/share/fonts',
  '/usr/local/share/fonts',
  join(homedir(), '.fonts'),
  join(homedir(), '.local/share/fonts'),
  '/System/Library/Fonts',
  '/Library/Fonts',
  'C:\\Windows\\Fonts',
]

/** The best known one; undefined where there is none. */
export async function findChineseFont(folders: readonly string[] = FOLDERS): Promise<Font | undefined> {
  const files = (await Promise.all(folders.map(filesBelow))).flat()
  for (const [pattern, family] of KNOWN) {
    const found = files.find(({ name }) => pattern.test(name))
    if (found) return { file: join(found.folder, found.name), family }
  }
  return undefined
}

async function filesBelow(folder: string): Promise<readonly { folder: string; name: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter(entry => !entry.isDirectory())
    .map(entry => ({ folder: entry.parentPath, name: entry.name }))
    .toSorted((one, other) => (one.folder < other.folder ? -1 : 1))
}
