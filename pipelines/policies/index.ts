export { DEFAULT_POLICY, loadPolicy, PolicyError, parsePolicy, SHIPPED_POLICIES } from './load.ts'
export { isParameterName, PARAMETER_NAMES, PARAMETERS, type ParameterName } from './parameters.ts'
export {
  clearanceDeadline,
  type Milestone,
  type Policy,
  type PolicyParameter,
  parameterAt,
  valueAt,
} from './policy.ts'
