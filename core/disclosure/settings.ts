import { z } from 'zod';
import { Failure } from '../../contract/failure.ts';
import { defaultPolicy, type Policy, policySchema } from './policy.ts';

const later = ['nk', 'pPercent', 'objective'] as const;

const refuseLater = (settings: object): void => {
  const named = later.filter((key) => key in settings);
  if (named.length === 0) return;
  throw new Failure(
    'unsupported',
    `The settings ask for ${named.join(', ')}, a rule that this version does not have yet. ` +
      'Take it out of the settings file to go on without it.',
  );
};

/**
 * A settings file's text as a policy; what it leaves out keeps its default.
 *
 * @throws Failure `invalid_input` where it is no JSON object or a number is out of range; `unsupported` where it
 * names a rule that is not built yet, so that no rule is skipped in silence.
 */
export function parseSettings(text: string): Policy {
  const settings = parseObject(text);
  refuseLater(settings);
  const policy = policySchema.safeParse({ ...defaultPolicy, name: 'custom', ...settings });
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
