/** The server's settings: one machine, moderate memory, nothing lost, nothing personal in the log. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { giveTo, type ServerAccount } from './server-account.ts'

export const CONFIGURATION_FILE = 'bidui.conf'

const SETTINGS = `# Written by the program at every start; changes here are lost. Put your own into local.conf.

max_connections = 80
shared_buffers = 128MB
work_mem = 16MB
maintenance_work_mem = 128MB
effective_cache_size = 1GB
huge_pages = off
jit = off
random_page_cost = 1.1

# Nothing that was reported as stored is lost, whatever is switched off.
fsync = on
synchronous_commit = on
full_page_writes = on
# No replication here: tables filled in the transaction that makes them need no log of their own.
wal_level = minimal
max_wal_senders = 0
max_logical_replication_workers = 0
max_wal_size = 1GB
checkpoint_timeout = 15min

autovacuum = on
timezone = 'UTC'
log_timezone = 'UTC'

# No statements, no parameters, no row contents: errors of a statement go to the client only.
log_destination = 'stderr'
logging_collector = off
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_statement = 'none'
log_min_duration_statement = -1
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_checkpoints = off
log_autovacuum_min_duration = -1
log_line_prefix = '%m [%p] '
`

/** Writes the settings into a data folder, if they are not there as they should be. */
export function writeSettings(data: string, account: ServerAccount): void {
  const file = join(data, CONFIGURATION_FILE)
  if (existsSync(file) && readFileSync(file, 'utf8') === SETTINGS) return
  writeFileSync(file, SETTINGS, { mode: 0o600 })
  giveTo(account, file)
}
