import process from 'node:process'
import type { Check, Finding } from '../check.ts'

/** What the packages bring along, and the program is tested with. */
const MAJOR = 24

export const judgeNode = (version: string): Finding => {
  const found = { zh: `Node ${version}`, en: `Node ${version}` }
  const major = Number.parseInt(version, 10)
  if (major === MAJOR) return { state: 'good', found, facts: { version } }
  return {
    state: major < MAJOR ? 'bad' : 'warning',
    found,
    remedy: {
      zh: `程序按 Node ${MAJOR} 测试；用 npx bidui 或 npm run 启动 (npm ci 会装好它)`,
      en: `the program is tested with Node ${MAJOR}; start it by npx bidui or npm run (npm ci installs it)`,
    },
    facts: { version },
  }
}

export const node: Check = {
  name: 'node',
  title: { zh: 'Node 版本', en: "Node's version" },
  look: async () => judgeNode(process.versions.node),
}
