import { z } from 'zod';
import { Failure } from '../../contract/failure.ts';
import { defaultPolicy, type Policy, policySchema } from './policy.ts';

/**
 * A settings file's text as a policy; what it leaves out keeps its default, but for the protection of singletons, which is
 * Stillroom's own and holds under another institution's rules only where they ask for it.
 *
 * @throws Failure `invalid_input` where it is no JSON object or a number is out of range, or it names a
 * rule that there is not, so that no rule is skipped in silence.
 */
export function parseSettings(text: string): Policy {
  const settings = parseObject(text);
  const policy = policySchema.safeParse({ ...defaultPolicy, name: 'custom', singletons: false, ...settings });
  if (policy.success) return policy.data;
  throw new Failure('invalid_input', `The settings cannot be used: ${z.prettifyError(policy.error)}`);
}

function parseObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    throw new Failure(
      'invalid_input',
      'The settings file is not JSON. Open it in an editor and mend it.',
      {},
      {
        cause: error,
      },
    );
  }
  throw new Failure('invalid_input', 'The settings file must hold one JSON object, as settings/default.json does.');
}
