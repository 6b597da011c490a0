import { describe, expect, it } from 'vitest'
import { Pace, type RunningStep, type RunSample, type StepGroup } from '../../../workers/progress/pace.ts'

const BEGAN = 1_000_000
const step = (name: string, rows: number, ofRows: number | null = null, bytes = rows * 100): RunningStep => ({
  step: name,
  kind: name.split(':')[0] ?? '',
  rows,
  bytes,
  ofRows,
})
const group = (
  kind: string,
  state: StepGroup['state'],
  steps: number,
  began: number | null = BEGAN,
): StepGroup => ({
  kind,
  state,
  steps,
  began,
})
/** A look at so many seconds after the stage began. */
const look = (seconds: number, running: RunningStep[], groups: StepGroup[] = []): RunSample => ({
  run: 'r',
  state: 'running',
  at: BEGAN + seconds * 1000,
  groups,
  running,
})

describe('how far a run is', () => {
  it('is what its running steps say, added up', () => {
    const report = new Pace().observe(
      look(
        2,
        [step('scan:1', 100, 1000), step('scan:2', 300, 500)],
        [
          group('scan', 'running', 2),
          group('scan', 'done', 3),
          group('plan', 'done', 1),
          group('scan', 'failed', 1),
        ],
      ),
    )
    expect(report).toMatchObject({
      run: 'r',
      state: 'running',
      stage: 'scan',
      steps: { due: 0, running: 2, done: 4, failed: 1 },
      rows: 400,
      bytes: 40_000,
      ofRows: 1500,
      megabytesPerSecond: null,
    })
  })

  it('tells of the evaluation while feedback goes on beside it, and of feedback where nothing else is left', () => {
    const pace = new Pace()
    const evaluating = look(1, [step('feedback', 0), step('evaluation:1', 100, 1000)])
    expect(pace.observe(evaluating)).toMatchObject({ stage: 'evaluation', rows: 100, ofRows: 1000 })
    expect(pace.observe(look(2, [step('feedback', 0)])).stage).toBe('feedback')
  })

  it('does not go back when a step is done', () => {
    const pace = new Pace()
    pace.observe(look(1, [step('scan:1', 100, 1000), step('scan:2', 300, 500)]))
    const report = pace.observe(look(2, [step('scan:1', 200, 1000)]))
    expect([report.rows, report.ofRows]).toEqual([700, 1500])
  })

  it('begins anew with a stage, which is that of the step that began first', () => {
    const pace = new Pace()
    pace.observe(look(1, [step('scan:1', 100, 1000)]))
    const both = pace.observe(look(2, [step('scan:1', 200, 1000), step('evaluate:1', 5, 10)]))
    expect([both.stage, both.rows]).toEqual(['scan', 200])
    const next = pace.observe(look(3, [step('evaluate:1', 7, 10)]))
    expect([next.stage, next.rows, next.ofRows]).toEqual(['evaluate', 7, 10])
    const between = pace.observe(look(4, []))
    expect([between.stage, between.rows, between.ofRows, between.secondsLeft]).toEqual([null, 0, null, null])
  })

  it('has no total where a step does not know its own', () => {
    const report = new Pace().observe(look(1, [step('scan:1', 100, 1000), step('scan:2', 100)]))
    expect(report.ofRows).toBe(null)
  })
})

describe('how fast it goes', () => {
  const speeds = (looks: readonly RunSample[]): (number | null)[] => {
    const pace = new Pace()
    return looks.map(sample => pace.observe(sample).megabytesPerSecond)
  }
  const megabytes = (name: string, amount: number): RunningStep => step(name, 0, null, amount * 1_000_000)

  it('is the megabytes of the time that was looked at', () => {
    // What was there at the first look took nobody knows how long.
    expect(speeds([look(0, [megabytes('scan:1', 500)]), look(2, [megabytes('scan:1', 540)])])).toEqual([
      null,
      20,
    ])
  })

  it('counts steps that began in between from their beginning', () => {
    expect(
      speeds([
        look(0, [megabytes('scan:1', 500)]),
        look(1, [megabytes('scan:1', 510), megabytes('scan:2', 30)]),
        look(2, [megabytes('scan:2', 50)]),
      ]),
    ).toEqual([null, 40, 30])
  })

  it('is never negative where a step is tried again', () => {
    expect(speeds([look(0, [megabytes('scan:1', 500)]), look(1, [megabytes('scan:1', 10)])])).toEqual([
      null,
      0,
    ])
  })

  it('forgets what is more than ten seconds ago', () => {
    const at = (seconds: number, amount: number) => look(seconds, [megabytes('scan:1', amount)])
    expect(speeds([at(0, 0), at(10, 1000), at(15, 1000), at(20, 1000)])).toEqual([null, 100, 0, 0])
  })
})

describe('how long its stage will take', () => {
  const left = (sample: RunSample): number | null => new Pace().observe(sample).secondsLeft

  it('follows from the share of its steps that is done, the running ones by their rows', () => {
    const steps = [group('scan', 'done', 1), group('scan', 'running', 1), group('scan', 'due', 2, null)]
    expect(left(look(30, [step('scan:2', 500, 1000)], steps))).toBe(50)
    expect(left(look(30, [step('scan:2', 500)], steps))).toBe(90)
  })

  it('is not known at the beginning, nor before anything is done', () => {
    const steps = [group('scan', 'running', 1)]
    expect(left(look(1.4, [step('scan:1', 500, 1000)], steps))).toBe(null)
    expect(left(look(60, [step('scan:1', 0, 1000)], steps))).toBe(null)
    expect(left(look(60, [step('scan:1', 5, 0)], steps))).toBe(null)
    expect(left(look(60, [step('scan:1', 5, 1000)], [group('scan', 'running', 1, null)]))).toBe(null)
  })

  it('is nothing where more rows came than were expected', () => {
    expect(left(look(60, [step('scan:1', 2000, 1000)], [group('scan', 'running', 1)]))).toBe(0)
  })
})
