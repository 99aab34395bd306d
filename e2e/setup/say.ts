import { spawn } from 'node:child_process'

/** A failure that was foreseen: a sentence that says what happened, and what the reader can do about it. */
export function trouble(sentence: string, remedy: string, cause?: unknown): Error {
  return Object.assign(new Error(sentence, { cause }), { remedy })
}

/** Says what is about to be done. */
export function step(sentence: string): void {
  console.log(`→ ${sentence}`)
}

/** Says what was seen to succeed. */
export function done(sentence: string): void {
  console.log(`✓ ${sentence}`)
}

export type Ran = { code: number; output: string; seconds: number; timedOut: boolean }

type Options = {
  /** Shows the output while it comes; it is collected in any case. */
  show?: boolean
  env?: Record<string, string | undefined>
  /** After this many milliseconds the program and its children are ended. */
  timeoutMs?: number
  cwd?: string
}

/**
 * Runs a program to its end and collects what it writes, both streams together.
 * Never throws: a program that cannot be started is code 127 with the reason as output.
 */
export function runProgram(file: string, args: readonly string[], { show = false, env = {}, timeoutMs, cwd }: Options = {}): Promise<Ran> {
  const start = Date.now()
  const seconds = () => (Date.now() - start) / 1000
  return new Promise((resolve) => {
    let output = ''
    let timedOut = false
    // Its own process group, so that the browsers a runner started end with it.
    const grouped = process.platform !== 'win32'
    const child = spawn(file, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: grouped,
      ...(cwd ? { cwd } : {}),
    })
    const end = (signal: NodeJS.Signals) => {
      try {
        if (grouped && child.pid) process.kill(-child.pid, signal)
        else child.kill(signal)
      } catch {
        // It ended in this moment.
      }
    }
    const stop = () => end('SIGTERM')
    const interrupted = () => process.exit(130)
    process.once('exit', stop)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted)
    const timer = timeoutMs
      ? setTimeout(() => {
          timedOut = true
          end('SIGTERM')
          setTimeout(() => end('SIGKILL'), 3_000).unref()
        }, timeoutMs)
      : undefined
    const finish = (code: number) => {
      clearTimeout(timer)
      process.removeListener('exit', stop)
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, interrupted)
      resolve({ code, output, seconds: seconds(), timedOut })
    }
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8')
      stream.on('data', (text: string) => {
        output += text
        if (show) process.stdout.write(text)
      })
    }
    child.on('error', (error) => {
      output += error.message
      finish(127)
    })
    child.on('close', (code) => finish(code ?? 1))
  })
}

/** Runs a JavaScript file of an installed package with this same Node. */
export function runNode(file: string, args: readonly string[], options?: Options): Promise<Ran> {
  return runProgram(process.execPath, [file, ...args], options)
}
