/** Whether a contender found what is there. */
import type { Answers } from './match-list.ts'
import type { Question, Truth } from './rows/truth.ts'

/** What must be answered to take part; whatever is answered beyond it must be right as well. */
const LEAST: Readonly<Record<Question, readonly string[]>> = {
  read: ['bytes'],
  exact: ['matches'],
  full: ['matches', 'rejects'],
}

/** How answers differ from the truth, a line each; none if they agree. */
export function disagreements(answers: Answers, question: Question, truth: Truth): readonly string[] {
  const right = truth[question]
  const missing = LEAST[question].filter(name => answers[name] === undefined)
  return [
    ...missing.map(name => `${name}: no answer`),
    ...Object.entries(answers).flatMap(([name, answer]) =>
      answer === right[name] ? [] : [`${name}: ${answer}, should be ${right[name] ?? 'not asked'}`],
    ),
  ]
}
