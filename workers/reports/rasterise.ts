/** Pictures as PNG, where this machine can: it takes a native library, and a font with Chinese characters. */
import type { Bilingual } from '../../pipelines/types.ts'
import { findChineseFont } from './chinese-font.ts'

/** Pixels for one of the picture: legible in print. */
const ZOOM = 2

export type Rasteriser = (svg: string) => Promise<Uint8Array>

/** @returns why not, where it cannot */
export async function openRasteriser(
  fontFolders?: readonly string[],
): Promise<Rasteriser | { readonly unable: Bilingual }> {
  const font = await findChineseFont(fontFolders)
  if (!font)
    return {
      unable: {
        zh: '没有画 PNG：这台机器上没有中文字体（Debian：apt-get install fonts-noto-cjk）；SVG 可用浏览器打开',
        en: 'No PNG was drawn: this machine has no font with Chinese characters (Debian: apt-get install fonts-noto-cjk); a browser opens the SVG',
      },
    }
  const library = await import('@resvg/resvg-js').catch(() => undefined)
  if (!library)
    return {
      unable: {
        zh: '没有画 PNG：@resvg/resvg-js 没有适合这台机器的版本；SVG 可用浏览器打开',
        en: 'No PNG was drawn: @resvg/resvg-js has no build for this machine; a browser opens the SVG',
      },
    }
  const options = {
    fitTo: { mode: 'zoom' as const, value: ZOOM },
    font: { loadSystemFonts: false, fontFiles: [font.file], defaultFontFamily: font.family },
  }
  return async svg => (await library.renderAsync(svg, options)).asPng()
}
