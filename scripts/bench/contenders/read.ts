/** Reads the file and does nothing with it: what no contender can be faster than. */
import { contenderCall, report, since } from './call.ts'
import { fileBlocks } from './file-blocks.ts'

const { file } = contenderCall()
const started = performance.now()
let bytes = 0
for (const block of fileBlocks(file)) bytes += block.length
report({ seconds: since(started), answers: { bytes } })
