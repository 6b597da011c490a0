/** Reading this delivery failed, for a reason that is not its sender's: it may be tried again, or held. */
export class DeliveryFailure extends Error {
  override readonly name = 'DeliveryFailure'
  readonly delivery: string

  constructor(delivery: string, cause: unknown) {
    super(`Delivery ${delivery} could not be read`, { cause })
    this.delivery = delivery
  }
}
