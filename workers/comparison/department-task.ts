/** A thread's task: the workbook of a department. */
import { type DepartmentFeedback, departmentWorkbook } from '../../pipelines/reports/department-workbook.ts'
import type { Task } from '../threads/messages.ts'

const department: Task<DepartmentFeedback, never, Uint8Array> = report => departmentWorkbook(report)
export default department
