/** Whether somebody else stored the same meanwhile: inserting it waited for the end of their transaction. */
export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && error.code === '23505') || isUniqueViolation(error.cause))
