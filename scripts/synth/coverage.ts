/** Which counties sent what. Where a feed does not cover a county, absence in it means nothing. */
import { COUNTY_CODES } from './counties.ts'

export const XUNDIAN = '530129'
export const DONGCHUAN = '530113'
export const LUQUAN = '530128'
/** 富民县 sent no 低保 list. */
const NO_DIBAO = '530124'
/** 石林县 sent no 学籍. */
const NO_ENROLMENT = '530126'

const KEY_COUNTIES: readonly string[] = [XUNDIAN, DONGCHUAN, LUQUAN]

export const OTHER_COUNTIES: readonly string[] = COUNTY_CODES.filter(code => !KEY_COUNTIES.includes(code))
export const DIBAO_OTHERS: readonly string[] = OTHER_COUNTIES.filter(code => code !== NO_DIBAO)
export const ENROLMENT_OTHERS: readonly string[] = OTHER_COUNTIES.filter(code => code !== NO_ENROLMENT)

export const coversDibao = (county: string): boolean => county !== NO_DIBAO
export const coversEnrolment = (county: string): boolean => county !== NO_ENROLMENT
