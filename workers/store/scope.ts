/**
 * Under which evidence is kept: who is looked for, and in which slices they are. Scans of one delivery whose scopes agree in
 * the first have kept the same rows, and differ in the blocks that these are in.
 */
export const scopeOf = (who: string, where: string): string => `${who}.${where}`

export const whoOf = (scope: string): string => scope.slice(0, scope.indexOf('.'))
