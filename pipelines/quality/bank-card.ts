/** 银行卡号: whether its check digit is right (ISO/IEC 7812-1, Luhn). */

const ZERO = 48

/** False also where anything but digits stands in it. */
export function isBankCardNumber(text: string): boolean {
  if (text === '') return false
  let sum = 0
  for (let place = 1; place <= text.length; place++) {
    const digit = text.charCodeAt(text.length - place) - ZERO
    if (!(digit >= 0 && digit <= 9)) return false
    // Every second digit from the right counts twice, by the sum of the digits of its double.
    const value = place % 2 === 0 ? digit * 2 : digit
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}
