/** What the queue needs of the database or the Redis that it lies in. */
import type { Processor, Queue, QueueOptions, Worker, WorkerOptions } from 'bullmq'
import type { OperationalError, Said } from '../operational-error.ts'
import type { StepCall } from './step-queue.ts'

/** By BullMQ's types a backend is a part of the queue; for what is done here it makes no difference. */
export type BullQueue = Queue<StepCall, void>
export type BullWorker = Worker<StepCall, void>

/** A queue or a worker of BullMQ, ready, with the connections that were opened for it. */
export interface Opened<Bull> {
  readonly bull: Bull
  /** Ends the connections, whatever still waits for an answer. */
  end(): Promise<void>
}

export interface Backend {
  readonly kind: 'postgres' | 'redis'
  openQueue(name: string, options: Omit<QueueOptions, 'connection'>): Promise<Opened<BullQueue>>
  openWorker(
    name: string,
    processor: Processor<StepCall, void>,
    options: Omit<WorkerOptions, 'connection'>,
  ): Promise<Opened<BullWorker>>
  describe(): Said
  /** A fault as a sentence for the person who has to see to it. */
  explain(error: unknown): OperationalError
}
