/** Why a database cannot be reached, for the person who has to see to it. Never holds the password. */
import { OperationalError, type Said } from '../operational-error.ts'
import type { DatabaseAddress } from './database-url.ts'
import { errorCode } from './refusals.ts'

const REASONS: Readonly<Record<string, Said>> = {
  ECONNREFUSED: {
    zh: '主机没有在该端口提供数据库; 请检查地址和端口, 以及数据库是否已启动',
    en: 'nothing answers at that port; check the address and the port, and that the database is running',
  },
  ENOTFOUND: {
    zh: '找不到该主机名; 请检查主机名和 DNS',
    en: 'there is no host of that name; check it, and DNS',
  },
  EAI_AGAIN: {
    zh: '找不到该主机名; 请检查网络和 DNS',
    en: 'the host name could not be looked up; check network and DNS',
  },
  ETIMEDOUT: {
    zh: '连接超时; 请检查网络和防火墙',
    en: 'the connection timed out; check the network and firewalls',
  },
  EHOSTUNREACH: { zh: '主机不可达; 请检查网络', en: 'the host cannot be reached; check the network' },
  ENETUNREACH: { zh: '网络不可达; 请检查网络', en: 'the network cannot be reached; check it' },
  ECONNRESET: { zh: '连接被断开', en: 'the connection was broken off' },
  EPIPE: { zh: '连接被断开', en: 'the connection was broken off' },
  ENOENT: {
    zh: '套接字不存在; 请检查路径, 以及数据库是否已启动',
    en: 'there is no such socket; check the path, and that the database is running',
  },
  EACCES: { zh: '没有权限访问该套接字', en: 'the socket may not be used by this account' },
  '28P01': { zh: '用户名或密码不对', en: 'the user name or the password is wrong' },
  '28000': {
    zh: '数据库不允许该用户从本机登录 (pg_hba.conf)',
    en: 'the database does not let that user in from this machine (pg_hba.conf)',
  },
  '3D000': {
    zh: '数据库不存在; 请先建立 (CREATE DATABASE)',
    en: 'there is no such database; create it first (CREATE DATABASE)',
  },
  '42501': { zh: '该用户没有所需的权限', en: 'that user lacks a privilege that is needed' },
  '53300': {
    zh: '数据库的连接数已满; 请稍后重试或提高 max_connections',
    en: 'the database has no connections left; try later or raise max_connections',
  },
  '57P01': {
    zh: '数据库断开了连接 (管理员停止或重启)',
    en: 'the database ended the connection (stopped or restarted)',
  },
  '57P02': {
    zh: '数据库断开了连接 (崩溃后恢复)',
    en: 'the database ended the connection (recovering from a crash)',
  },
  '57P03': {
    zh: '数据库正在启动或停止; 请稍后重试',
    en: 'the database is starting up or shutting down; try again shortly',
  },
}

/** It is connected, and cannot write. */
const DISK_FULL = '53100'

/** @param error what pg threw; an AggregateError where a host name has several addresses. */
export function explainConnection(error: unknown, address: DatabaseAddress): OperationalError {
  const first: unknown = error instanceof AggregateError ? (error.errors[0] ?? error) : error
  const code = errorCode(first)
  const message = first instanceof Error ? first.message : String(first)
  const reason = (code === undefined ? undefined : REASONS[code]) ??
    byMessage(message) ?? { zh: message, en: message }
  const user =
    address.user === '' ? { zh: '', en: '' } : { zh: `, 用户 ${address.user}`, en: `, user ${address.user}` }
  const place = {
    zh: `主机 ${address.host}, 端口 ${address.port}, 数据库 ${address.database}${user.zh}`,
    en: `host ${address.host}, port ${address.port}, database ${address.database}${user.en}`,
  }
  if (code === DISK_FULL)
    return new OperationalError(
      {
        zh: `磁盘已满, 数据库 (${place.zh}) 不能写入; 腾出空间后自动继续 [${code}]`,
        en: `the disk is full, the database (${place.en}) cannot write; it goes on by itself when there is room [${code}]`,
      },
      { cause: error },
    )
  return new OperationalError(
    {
      zh: `数据库连接失败 (${place.zh}): ${reason.zh}${code === undefined ? '' : ` [${code}]`}`,
      en: `No connection to the database (${place.en}): ${reason.en}${code === undefined ? '' : ` [${code}]`}`,
    },
    { cause: error },
  )
}

/** Failures that pg reports without a code. */
function byMessage(message: string): Said | undefined {
  if (/timeout/i.test(message)) return REASONS.ETIMEDOUT
  if (/Connection terminated/i.test(message)) return REASONS.ECONNRESET
  if (/does not support SSL/i.test(message)) {
    return {
      zh: '数据库不支持 SSL; 请去掉地址中的 sslmode',
      en: 'the database does not support SSL; leave out sslmode',
    }
  }
  if (/password must be a string/i.test(message)) {
    return {
      zh: '数据库要求密码, 但地址中没有',
      en: 'the database asks for a password, and the address has none',
    }
  }
  return undefined
}
