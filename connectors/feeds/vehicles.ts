/** 公安·车管: motor vehicles by owner. */
import { code, coded, date, id, name, number, plate, text } from '../column.ts'
import { feed } from '../definition.ts'
import { readVehicleStatus, VEHICLE_STATUS_TEXT, VEHICLE_STATUSES } from '../vehicle-status.ts'
import { readVehicleType, VEHICLE_TYPE_TEXT, VEHICLE_TYPES } from '../vehicle-type.ts'

export const vehicles = feed({
  id: 'public-security.vehicles',
  department: '公安',
  title: { zh: '公安·车管', en: 'Public security: vehicles' },
  columns: {
    owner: name('车辆所有人', { required: true }),
    id: id('身份证号', { aliases: ['身份证明号码'], required: true }),
    plate: plate('车牌号', { aliases: ['号牌号码'], required: true }),
    plateKind: code('号牌种类'),
    type: coded('车辆类型', VEHICLE_TYPES, readVehicleType, { required: true, accepts: VEHICLE_TYPE_TEXT }),
    use: text('使用性质'),
    status: coded('机动车状态', VEHICLE_STATUSES, readVehicleStatus, {
      required: true,
      accepts: VEHICLE_STATUS_TEXT,
    }),
    registeredOn: date('初次登记时间', { aliases: ['初次登记日期'], required: true }),
    price: number('购置价', { aliases: ['车价'], unit: '元' }),
  },
  persons: [{ id: 'id', name: 'owner', role: 'self', joins: true }],
})
