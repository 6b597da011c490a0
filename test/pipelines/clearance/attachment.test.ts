import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ATTACHMENT_KINDS, kindOfBytes, safeName } from '../../../pipelines/clearance/attachment.ts'
import { encodeGb18030 } from '../../connectors/gb18030.ts'

describe('what a file is, its bytes say', () => {
  it.each([
    ['a PDF', '%PDF-1.4', 'pdf'],
    ['a JPEG', '\xff\xd8\xff\xe0', 'jpeg'],
    ['a PNG', '\x89PNG\r\n\x1a\n', 'png'],
    ['a workbook', 'PK\x03\x04 [Content_Types].xml xl/workbook.xml', 'xlsx'],
    ['a document', 'PK\x03\x04 [Content_Types].xml word/document.xml', 'docx'],
    ['text', 'visited\r\n', 'text'],
    ['a workbook with macros', 'PK\x03\x04 [Content_Types].xml xl/workbook.xml xl/vbaProject.bin', undefined],
    ['another archive', 'PK\x03\x04 a.exe', undefined],
    ['an archive with a part of that name', 'PK\x03\x04 xl/workbook.xml', undefined],
    ['a program for Windows', 'MZ\x90\x00', undefined],
    ['a program for Linux', '\x7fELF\x02', undefined],
    ['a script', '#!/bin/sh\n', undefined],
    ['a page', ' <!DOCTYPE html>', undefined],
    ['a picture with scripts', '<svg xmlns="">', undefined],
    ['the old form of office documents', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', undefined],
    ['nothing', '', undefined],
  ])('%s', (_, bytes, kind) => {
    expect(kindOfBytes(Buffer.from(bytes, 'latin1'))).toBe(kind)
  })

  it('text in UTF-8 and in GB18030', () => {
    expect(kindOfBytes(Buffer.from('入户核实，属实'))).toBe('text')
    expect(kindOfBytes(encodeGb18030('入户核实，属实'))).toBe('text')
  })
})

describe('a name', () => {
  it.each([
    ['证明.pdf', 'pdf', '证明.pdf'],
    ['证明.PDF', 'pdf', '证明.pdf'],
    ['证明.exe', 'pdf', '证明.exe.pdf'],
    ['../../etc/passwd', 'text', 'passwd.txt'],
    ['C:\\temp\\a.jpeg', 'jpeg', 'a.jpeg'],
    ['.pdf', 'pdf', 'pdf.pdf'],
    ['con.txt', 'text', '附件.txt'],
    ['fdp\u202etxt.pdf', 'pdf', 'fdp_txt.pdf'],
    ['a:b*c?.png', 'png', 'a_b_c_.png'],
  ] as const)('%s of a %s becomes %s', (given, kind, safe) => {
    expect(safeName(given, kind)).toBe(safe)
  })

  it('is always one that can be written anywhere', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...ATTACHMENT_KINDS), (given, kind) => {
        const safe = safeName(given, kind)
        expect(safe).toMatch(
          /^[^.\s<>:"/\\|?*\u0000-\u001f\u007f][^<>:"/\\|?*\u0000-\u001f\u007f]*\.[a-z]{3,4}$/u,
        )
        expect([...safe].length).toBeLessThan(90)
        expect(safe.isWellFormed()).toBe(true)
      }),
    )
  })
})
