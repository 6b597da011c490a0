/** Whether bytes are GB18030 by their structure alone: see assembly/gb18030.ts. */
export function provesGb18030(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80) continue
    const trail = ++at < end ? (bytes[at] ?? 0) : 0
    if (lead === 0x80 || lead === 0xff || trail < 0x40 || trail === 0x7f || trail === 0x80 || trail === 0xff)
      return false
  }
  return true
}
