/** Everything that went wrong in this page since it was opened, one line each; read and emptied by the tests. */
export const problems: string[] = []

const complain = console.error
console.error = (...words: unknown[]) => {
  problems.push(`console: ${words.map(String).join(' ')}`)
  complain(...words)
}
addEventListener('error', ({ message, filename }) => problems.push(`thrown: ${message} (${filename})`))
addEventListener('unhandledrejection', ({ reason }) => problems.push(`not caught: ${String(reason)}`))
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
  problems.push(`refused by the policy: ${violatedDirective} ${blockedURI} ${sample}`),
)
