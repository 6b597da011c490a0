/** The policy that a call names. */
import { resolve } from 'node:path'
import { loadPolicy, type Policy, PolicyError, SHIPPED_POLICIES } from '../../pipelines/policies/index.ts'
import { wrongCall } from './call-error.ts'

/** The name of a policy of the product stays a name; everything else is a path. */
export const policyPath = (word: string | undefined, workingDirectory: string): string | undefined =>
  word === undefined || SHIPPED_POLICIES.some(name => name === word) || !/[./\\]/.test(word)
    ? word
    : resolve(workingDirectory, word)

/** @throws OperationalError (exit status 2): a policy that cannot be used is a wrong call */
export async function policyOfCall(path: string | undefined): Promise<Policy> {
  try {
    return await loadPolicy(path)
  } catch (error) {
    throw error instanceof PolicyError ? wrongCall(error.text.zh, error.text.en, error) : error
  }
}
