import { z } from 'zod';

/** Every code a failure can carry, with the exit code the terminal gives it. */
export const exitCodes = {
  usage: 2,
  invalid_input: 10,
  not_found: 10,
  conflict: 10,
  read_only: 10,
  locked: 10,
  passphrase: 10,
  unreadable: 11,
  unsupported: 11,
  sql: 12,
  gate: 13,
  disclosure: 13,
  cancelled: 14,
  timed_out: 14,
  model: 15,
  integrity: 16,
  disk_full: 70,
  engine_lost: 70,
  internal: 70,
} as const;

export type FailureCode = keyof typeof exitCodes;

/** What a failure looks like on a wire. Never holds a patient value. */
export const failureWire = z.object({
  code: z.enum(Object.keys(exitCodes) as [FailureCode, ...FailureCode[]]),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).default({}),
});
export type FailureWire = z.infer<typeof failureWire>;

/**
 * The one class of error that crosses a room's border: a code from a closed list and a message that says what
 * happened, why, and what to do next. Put no patient value into `message` or `details`.
 *
 * @example throw new Failure('not_found', 'There is no cohort “t2dm” in this study. Open Cohorts to see those it has.');
 */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: FailureCode,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'Failure';
    this.code = code;
    this.details = details;
  }

  toWire(): FailureWire {
    return { code: this.code, message: this.message, details: { ...this.details } };
  }

  static fromWire(wire: FailureWire): Failure {
    return new Failure(wire.code, wire.message, wire.details);
  }

  /** Any thrown value as a Failure: of a zod error `invalid_input`, of an abort `cancelled`, of what nobody foresaw `internal`. */
  static from(error: unknown): Failure {
    if (error instanceof Failure) return error;
    if (error instanceof z.ZodError) return new Failure('invalid_input', z.prettifyError(error), {}, { cause: error });
    if (error instanceof Error && error.name === 'AbortError')
      return new Failure('cancelled', 'Cancelled.', {}, { cause: error });
    const message = error instanceof Error ? error.message : String(error);
    return new Failure('internal', `Something went wrong inside Stillroom: ${message}`, {}, { cause: error });
  }
}

/** For the end of a switch over a union: a case nobody wrote is a compile error. */
export function assertNever(value: never, what: string): never {
  throw new Failure('internal', `Unhandled ${what}: ${JSON.stringify(value)}`);
}
