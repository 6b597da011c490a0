/** The header row of a generated file: the feed's own headers. */
import type { Columns } from '../../../connectors/column.ts'
import { vehicles } from '../../../connectors/feeds/vehicles.ts'

const columns: Columns = vehicles.columns
export const HEADERS: readonly string[] = Object.values(columns).map(column => column.header)
/** The ID number's place among them. */
export const ID_PLACE = HEADERS.indexOf(vehicles.columns.id.header)
