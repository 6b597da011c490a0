/** What a measurement gives. */
export interface Outcome {
  /** Whether everything that was found is what is there. */
  readonly agreed: boolean
  /** For people. */
  readonly text: string
  /** For JSON. */
  readonly figures: unknown
}
