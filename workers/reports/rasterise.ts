/** Pictures as PNG, where this machine has a font with Chinese characters. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Bilingual } from '../../pipelines/types.ts'
import { findChineseFont } from './chinese-font.ts'

/** Pixels for one of the picture: legible in print. */
const ZOOM = 2

export type Rasteriser = (svg: string) => Uint8Array

/** WebAssembly: the same on every machine, and with the font in memory ten times as fast as the native build. */
let loading: Promise<typeof import('@resvg/resvg-wasm')> | undefined
const library = (): Promise<typeof import('@resvg/resvg-wasm')> => {
  loading ??= (async () => {
    const resvg = await import('@resvg/resvg-wasm')
    await resvg.initWasm(
      await readFile(fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))),
    )
    return resvg
  })()
  return loading
}

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
  const [{ Resvg }, bytes] = await Promise.all([library(), readFile(font.file)])
  return svg => {
    const picture = new Resvg(svg, {
      fitTo: { mode: 'zoom', value: ZOOM },
      font: { loadSystemFonts: false, fontBuffers: [bytes], defaultFontFamily: font.family },
    })
    const drawn = picture.render()
    const png = drawn.asPng()
    drawn.free()
    picture.free()
    return png
  }
}
