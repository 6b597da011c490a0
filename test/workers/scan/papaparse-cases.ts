/** Papaparse's published parser cases, as far as quotes, delimiters and line ends go. */
import type { Delimiter } from '../../../connectors/csv.ts'

export interface PapaparseCase {
  readonly title: string
  readonly text: string
  readonly delimiter?: Delimiter
  readonly records: readonly (readonly string[])[]
  readonly insideQuotes?: boolean
}

export const PAPAPARSE_CASES: readonly PapaparseCase[] = [
  { title: 'One row', text: 'A,b,c', records: [['A', 'b', 'c']] },
  {
    title: 'Two rows',
    text: 'A,b,c\nd,E,f',
    records: [
      ['A', 'b', 'c'],
      ['d', 'E', 'f'],
    ],
  },
  {
    title: 'Three rows',
    text: 'A,b,c\nd,E,f\nG,h,i',
    records: [
      ['A', 'b', 'c'],
      ['d', 'E', 'f'],
      ['G', 'h', 'i'],
    ],
  },
  { title: 'Whitespace at edges of unquoted field', text: 'a,\tb ,c', records: [['a', '\tb ', 'c']] },
  { title: 'Quoted field', text: 'A,"B",C', records: [['A', 'B', 'C']] },
  {
    title: 'Quoted field with extra whitespace on edges',
    text: 'A," B  ",C',
    records: [['A', ' B  ', 'C']],
  },
  { title: 'Quoted field with delimiter', text: 'A,"B,B",C', records: [['A', 'B,B', 'C']] },
  { title: 'Quoted field with line break', text: 'A,"B\nB",C', records: [['A', 'B\nB', 'C']] },
  {
    title: 'Quoted fields with line breaks',
    text: 'A,"B\nB","C\nC\nC"',
    records: [['A', 'B\nB', 'C\nC\nC']],
  },
  {
    title: 'Quoted fields at end of row with delimiter and line break',
    text: 'a,b,"c,c\nc"\nd,e,f',
    records: [
      ['a', 'b', 'c,c\nc'],
      ['d', 'e', 'f'],
    ],
  },
  { title: 'Quoted field with escaped quotes', text: 'A,"B""B""B",C', records: [['A', 'B"B"B', 'C']] },
  {
    title: 'Quoted field with escaped quotes at boundaries',
    text: 'A,"""B""",C',
    records: [['A', '"B"', 'C']],
  },
  {
    title: 'Unquoted field with quotes at end of field',
    text: 'A,B",C',
    records: [['A', 'B"', 'C']],
  },
  {
    title: 'Quoted field with quotes around delimiter',
    text: 'A,""",""",C',
    records: [['A', '","', 'C']],
  },
  {
    title: 'Quoted field with quotes on right side of delimiter',
    text: 'A,",""",C',
    records: [['A', ',"', 'C']],
  },
  {
    title: 'Quoted field with quotes on left side of delimiter',
    text: 'A,""",",C',
    records: [['A', '",', 'C']],
  },
  {
    title: 'Quoted field with 5 quotes in a row and a delimiter in there, too',
    text: '"1","cnonce="""",nc=""""","2"',
    records: [['1', 'cnonce="",nc=""', '2']],
  },
  {
    title: 'Quoted field with whitespace around quotes',
    text: 'A, "B" ,C',
    records: [['A', ' "B" ', 'C']],
  },
  {
    title: 'Misplaced quotes in data, not as opening quotes',
    text: 'A,B "B",C',
    records: [['A', 'B "B"', 'C']],
  },
  {
    title: 'Quoted field has no closing quote',
    text: 'a,"b,c\nd,e,f',
    records: [['a', 'b,c\nd,e,f']],
    insideQuotes: true,
  },
  {
    title: 'Quoted field has invalid trailing quote after delimiter with a valid closer',
    text: '"a,"b,c"\nd,e,f',
    records: [['a,"b,c'], ['d', 'e', 'f']],
  },
  {
    title: 'Quoted field has invalid trailing quote after delimiter',
    text: 'a,"b,"c\nd,e,f',
    records: [['a', 'b,"c\nd,e,f']],
    insideQuotes: true,
  },
  {
    title: 'Quoted field has invalid trailing quote before delimiter',
    text: 'a,"b"c,d\ne,f,g',
    records: [['a', 'b"c,d\ne,f,g']],
    insideQuotes: true,
  },
  {
    title: 'Quoted field has invalid trailing quote after new line',
    text: 'a,"b,c\nd"e,f,g',
    records: [['a', 'b,c\nd"e,f,g']],
    insideQuotes: true,
  },
  {
    title: 'Quoted field has valid trailing quote via delimiter',
    text: 'a,"b",c\nd,e,f',
    records: [
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
    ],
  },
  {
    title: 'Quoted field has valid trailing quote via \\n',
    text: 'a,b,"c"\nd,e,f',
    records: [
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
    ],
  },
  { title: 'Quoted field has valid trailing quote via EOF', text: 'a,b,"c"', records: [['a', 'b', 'c']] },
  { title: 'Quotes in the middle of a field', text: 'a,b"c"d,e', records: [['a', 'b"c"d', 'e']] },
  {
    title: 'Quoted fields with spaces between closing quote and next delimiter',
    text: 'A,"B" ,C,D\nE,F,"G"  ,H',
    records: [
      ['A', 'B', 'C', 'D'],
      ['E', 'F', 'G', 'H'],
    ],
  },
  {
    title: 'Quoted fields with spaces between closing quote and next new line',
    text: 'A,B,C,"D" \nE,F,G,"H"  ',
    records: [
      ['A', 'B', 'C', 'D'],
      ['E', 'F', 'G', 'H"  '],
    ],
    insideQuotes: true,
  },
  {
    title: 'Quoted fields with spaces between closing quote and next delimiter and containing delimiter',
    text: 'A,"B,B" ,C,D',
    records: [['A', 'B,B', 'C', 'D']],
  },
  {
    title: 'Quoted fields with spaces between closing quote and newline and containing newline',
    text: 'a,b,"c\n" \nd,e,f',
    records: [
      ['a', 'b', 'c\n'],
      ['d', 'e', 'f'],
    ],
  },
  {
    title: 'Quoted fields with white space of another script behind them',
    text: '"a"\u3000,"b"\u00a0\n"c"\u3000d,e"\nf',
    records: [['a', 'b'], ['c"\u3000d,e'], ['f']],
  },
  {
    title: 'Tabs between closing quote and a comma',
    text: '"a"\t,"b"\t\t\nc,d',
    records: [
      ['a', 'b'],
      ['c', 'd'],
    ],
  },
  {
    title: 'Tabs as delimiters behind blanks',
    text: '"a" \t"b"\t\nc\td\t',
    delimiter: '\t',
    records: [
      ['a', 'b', ''],
      ['c', 'd', ''],
    ],
  },
  {
    title: 'Multiple consecutive empty lines',
    text: 'a\n\n\n\nb',
    records: [['a'], [''], [''], [''], ['b']],
  },
  {
    title: 'Multiple consecutive empty fields',
    text: 'a,b,,,c,d\n,,e,,,f',
    records: [
      ['a', 'b', '', '', 'c', 'd'],
      ['', '', 'e', '', '', 'f'],
    ],
  },
  { title: 'Just a delimiter', text: ',', records: [['', '']] },
  {
    title: 'Just empty fields',
    text: ',,\n,,,',
    records: [
      ['', '', ''],
      ['', '', '', ''],
    ],
  },
  { title: 'Just a quoted empty field', text: '""', records: [['']] },
  {
    title: 'Empty quoted fields',
    text: '"",""\n"",a',
    records: [
      ['', ''],
      ['', 'a'],
    ],
  },
  { title: 'Just a quote', text: '"', records: [['']], insideQuotes: true },
  { title: 'Only quotes', text: '""""', records: [['"']] },
  { title: 'An odd number of quotes', text: '"""', records: [['""']], insideQuotes: true },
  { title: 'Row with too few fields', text: 'a,b,c\na', records: [['a', 'b', 'c'], ['a']] },
  {
    title: 'Other delimiters are text',
    text: 'a;b\t"c"\n"d;\te"',
    records: [['a;b\t"c"'], ['d;\te']],
  },
  {
    title: 'Semicolons',
    text: 'a;"b;b";c\n"d";e,e',
    delimiter: ';',
    records: [
      ['a', 'b;b', 'c'],
      ['d', 'e,e'],
    ],
  },
  {
    title: 'Lone carriage returns are text',
    text: 'a\rb,"c\rd"\re\nf',
    records: [['a\rb', 'c\rd"\re\nf']],
    insideQuotes: true,
  },
]
