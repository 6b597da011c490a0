/** 数据截止日期 of a generated file: nobody in it is born later. */
export const CUTOFF = '2017-11-18'
