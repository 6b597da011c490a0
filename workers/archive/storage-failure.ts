/** What object storage said, in a sentence for people. Never a key, never a signature. */
import { OperationalError, type Said } from '../operational-error.ts'

const NOT_ALLOWED: Said = {
  zh: '访问被拒绝; 请检查 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY, 以及这个账户对存储桶的读写权限',
  en: 'access was denied; check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, and that the account may read and write the bucket',
}
const NOT_REACHED: Said = {
  zh: '连接不上; 请检查 BIDUI_S3_ENDPOINT 和网络, 以及对象存储是否已启动',
  en: 'it cannot be reached; check BIDUI_S3_ENDPOINT and the network, and that the object storage is running',
}
const REASONS: Readonly<Record<string, Said>> = {
  NoSuchBucket: {
    zh: '存储桶不存在; 请先建立, 或改正 BIDUI_ARCHIVE',
    en: 'there is no such bucket; make it first, or correct BIDUI_ARCHIVE',
  },
  CredentialsProviderError: {
    zh: '没有访问凭证; 请设 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY',
    en: 'there are no credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
  },
  AccessDenied: NOT_ALLOWED,
  InvalidAccessKeyId: NOT_ALLOWED,
  SignatureDoesNotMatch: NOT_ALLOWED,
  ECONNREFUSED: NOT_REACHED,
  ECONNRESET: NOT_REACHED,
  ENOTFOUND: NOT_REACHED,
  EAI_AGAIN: NOT_REACHED,
  EHOSTUNREACH: NOT_REACHED,
  ETIMEDOUT: NOT_REACHED,
  TimeoutError: NOT_REACHED,
}
const OTHER: Said = {
  zh: '对象存储没有完成请求; 稍后重试, 若仍如此请查看它的日志',
  en: 'the object storage did not do what was asked; try again later, and look into its log if that does not help',
}

interface Answered {
  readonly name: string
  readonly code?: unknown
  readonly $metadata?: { readonly httpStatusCode?: number }
}

const statusOf = (error: unknown): number | undefined =>
  error instanceof Error ? (error as Answered).$metadata?.httpStatusCode : undefined

export const isNoSuchObject = (error: unknown): boolean =>
  error instanceof Error && error.name !== 'NoSuchBucket' && statusOf(error) === 404

/** @param where the object or the place, as it may be shown */
export function explainStorage(error: unknown, where: string): unknown {
  if (error instanceof OperationalError || !(error instanceof Error)) return error
  const { name, code } = error as Answered
  const status = statusOf(error)
  const known = REASONS[name] ?? (typeof code === 'string' ? REASONS[code] : undefined)
  // Of this host's files: no room, no permission.
  if (!known && status === undefined && 'syscall' in error) return error
  const reason = known ?? (status === 403 ? NOT_ALLOWED : OTHER)
  // What the client finds wrong before it asks anybody has no name.
  const named = name === 'Error' && status === undefined ? error.message : name
  const shown = [typeof code === 'string' ? code : named, status].filter(Boolean).join(' ')
  return new OperationalError(
    { zh: `${where}: ${reason.zh} [${shown}]`, en: `${where}: ${reason.en} [${shown}]` },
    { cause: error },
  )
}
