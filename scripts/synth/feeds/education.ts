/** 教育: pupils (学籍) and students (高校). */
import type { IsoDate } from '../../../connectors/reading.ts'
import { DONGCHUAN, ENROLMENT_OTHERS, LUQUAN, XUNDIAN } from '../coverage.ts'
import {
  CRLF_GB18030,
  CRLF_UTF8_BOM,
  type FeedPlan,
  type FilePlan,
  LF_UTF8,
  SEMICOLONS,
} from '../delivery.ts'
import { columnsAs, constantColumn, serialNumber } from '../files/table-file.ts'

export interface EnrolmentRow {
  name: string
  id: string
  pupilNumber: string
  school: string
  stage: '学前' | '小学' | '初中' | '高中' | '中职'
  grade: string
  status: '在读' | '休学' | '辍学' | '毕业'
  parent: string
  parentId: string
}

const ENROLMENT_COLUMNS = [
  '学生姓名',
  '身份证号',
  '学籍号',
  '学校',
  '学段',
  '年级',
  '状态',
  '家长姓名',
  '家长身份证号',
] as const

const enrolmentFile = (name: string, rest: Partial<FilePlan>): FilePlan => ({
  name,
  text: CRLF_GB18030,
  date: 'iso',
  columns: columnsAs(ENROLMENT_COLUMNS),
  ...rest,
})

export const enrolment: FeedPlan<EnrolmentRow> = {
  id: 'education.enrolment',
  key: 1,
  keyOf: row => row.id,
  cells: (row, write) => [
    write.name(row.name),
    write.id(row.id),
    row.pupilNumber,
    row.school,
    row.stage,
    row.grade,
    row.status,
    row.parent,
    write.optionalId(row.parentId),
  ],
  deliveries: [
    {
      asOf: '2017-10-15',
      counties: [XUNDIAN],
      authorisation: '寻扶办函〔2017〕10号',
      files: [enrolmentFile('寻甸学籍_2017秋', { table: { titles: ['寻甸县2017年秋季学期学籍'] } })],
    },
    {
      asOf: '2017-10-20',
      counties: [DONGCHUAN, LUQUAN],
      authorisation: '昆扶办函〔2017〕19号',
      files: [
        enrolmentFile('东川学籍', { text: CRLF_UTF8_BOM }),
        enrolmentFile('禄劝学籍', {
          text: SEMICOLONS,
          columns: [serialNumber, ...columnsAs(ENROLMENT_COLUMNS)],
        }),
      ],
    },
    {
      asOf: '2017-10-20',
      counties: ENROLMENT_OTHERS,
      authorisation: '昆扶办函〔2017〕19号',
      files: [
        enrolmentFile('其他县区学籍', {
          text: LF_UTF8,
          columns: [...columnsAs(ENROLMENT_COLUMNS), constantColumn('户口所在地', '昆明市')],
          table: { headerEvery: 15_000 },
        }),
      ],
    },
  ],
}

export interface UniversityRow {
  name: string
  id: string
  university: string
  level: string
  enteredOn: IsoDate
  status: '在读' | '毕业' | '退学'
  parentId: string
}

export const university: FeedPlan<UniversityRow> = {
  id: 'education.university',
  key: 1,
  keyOf: row => row.id,
  cells: (row, write) => [
    write.name(row.name),
    write.id(row.id),
    row.university,
    row.level,
    write.date(row.enteredOn),
    row.status,
    row.parentId,
  ],
  deliveries: [
    {
      asOf: '2017-10-25',
      counties: 'all',
      authorisation: '昆扶办函〔2017〕19号',
      files: [
        {
          name: '高校在读学生',
          text: SEMICOLONS,
          date: 'compact',
          columns: columnsAs(['姓名', '身份证号', '院校', '学历层次', '入学年月', '状态', '家长身份证号']),
          table: { notes: ['说明：含外省高校就读的本市生源'] },
        },
      ],
    },
  ],
}
