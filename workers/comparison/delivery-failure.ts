import { InputError } from '../../connectors/input-error.ts'
import type { ReadableDelivery } from '../reading/delivery.ts'

/** Reading this delivery failed, for a reason that is not its sender's: it may be tried again, or held. */
export class DeliveryFailure extends Error {
  override readonly name = 'DeliveryFailure'
  readonly delivery: string

  constructor(delivery: string, cause: unknown) {
    super(`Delivery ${delivery} could not be read`, { cause })
    this.delivery = delivery
  }
}

/** Says of what goes wrong which delivery it was, unless the delivery itself is refused. */
export const blaming = <T>(delivery: ReadableDelivery, reading: Promise<T>): Promise<T> =>
  reading.catch(error => {
    throw error instanceof InputError ? error : new DeliveryFailure(delivery.id, error)
  })
