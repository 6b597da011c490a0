/** The commands that there are: the explicit list, in the order of the overview. Each is loaded when it is called. */
import type { Command } from '../command.ts'

export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  demo: async () => (await import('./demo.ts')).demo,
  run: async () => (await import('./run.ts')).run,
  rematch: async () => (await import('./rematch.ts')).rematch,
  serve: async () => (await import('./serve.ts')).serve,
  worker: async () => (await import('./worker.ts')).worker,
  start: async () => (await import('./start.ts')).start,
  cancel: async () => (await import('./cancel.ts')).cancel,
  check: async () => (await import('./check.ts')).check,
  feeds: async () => (await import('./feeds.ts')).feeds,
  rules: async () => (await import('./rules.ts')).rules,
  template: async () => (await import('./template.ts')).template,
  problems: async () => (await import('./problems.ts')).problems,
  synth: async () => (await import('./synth.ts')).synth,
  report: async () => (await import('./report.ts')).report,
  schedule: async () => (await import('./schedule.ts')).schedule,
  migrate: async () => (await import('./migrate.ts')).migrate,
  doctor: async () => (await import('./doctor.ts')).doctor,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
}

/** Commands of the contract that this version does not have. */
export const NOT_YET: readonly string[] = ['user', 'verify-audit']
