import { isObject, type Json, type JsonObject, text, wording } from './json.ts';
import { besideAlways, type ResourceMapping, readAlways } from './mapping.ts';

/** One step of the known paths: `read` and `beside` end one, `steps` lead on. */
interface Known {
  readonly steps: Map<string, Known>;
  read: boolean;
  beside: string | null;
}

const empty = (): Known => ({ steps: new Map(), read: false, beside: null });

function add(root: Known, path: string, set: (known: Known) => void): void {
  let at = root;
  for (const step of path.split(/\.(?![^(]*\))/)) {
    const next = at.steps.get(step) ?? empty();
    at.steps.set(step, next);
    at = next;
  }
  set(at);
}

function knownOf(mapping: ResourceMapping): Known {
  const root = empty();
  const beside = Object.keys({ ...besideAlways, ...mapping.beside });
  for (const path of beside) {
    add(root, path, (known) => {
      known.beside = path;
    });
  }
  for (const path of [...readAlways, ...mapping.reads]) {
    add(root, path, (known) => {
      known.read = true;
    });
  }
  return root;
}

/** What a mapping leaves of a resource. */
export interface LeftOver {
  /** Path and text of what the gate must decide about. */
  readonly beside: ReadonlyMap<string, string>;
  /** Paths that nothing takes. */
  readonly unmapped: ReadonlySet<string>;
}

/** Names of elements are shown, so what does not look like one (it may be anyone's words) is not repeated. */
const plain = (name: string): string => (/^_?[A-Za-z][\w.-]{0,63}$/.test(name) ? name : '…');

/** `extension` splits by address: `extension(us-core-race)`; `contained` by type: `contained(Medication)`. */
function named(key: string, value: Json): string {
  if (key === 'extension' || key === 'modifierExtension') {
    return `${key}(${plain((text(value, 'url') ?? '').split('/').at(-1) ?? '')})`;
  }
  return key === 'contained' ? `contained(${plain(text(value, 'resourceType') ?? '')})` : plain(key);
}

/**
 * The words of an element. Binary data is never shown nor kept, only that it is there; the addresses that say what kind
 * of thing an identifier, a number or an extension is are FHIR's own, and no one's.
 */
const shown = (value: Json): string => wording(wordsOnly(value));

function wordsOnly(value: Json): Json {
  if (Array.isArray(value)) return value.map(wordsOnly);
  if (!isObject(value)) return value;
  const isExtension = Object.keys(value).some((key) => key === 'extension' || /^value[A-Z]/.test(key));
  const words = Object.entries(value).filter(
    ([key]) => key !== 'system' && key !== 'use' && !(key === 'url' && (isExtension || 'value' in value)),
  );
  return Object.fromEntries(words.map(([key, inner]) => [key, key === 'data' ? '(data)' : wordsOnly(inner)]));
}

/** Finds, for resources of one type, what the mapping does not read. */
export function leftOvers(mapping: ResourceMapping): (resource: JsonObject) => LeftOver {
  const root = knownOf(mapping);
  return (resource) => {
    const beside = new Map<string, string>();
    const unmapped = new Set<string>();
    const walk = (value: JsonObject, known: Known, prefix: string): void => {
      for (const [key, held] of Object.entries(value)) {
        for (const one of Array.isArray(held) ? held : [held]) {
          const step = named(key, one);
          const next = known.steps.get(step);
          const path = prefix === '' ? step : `${prefix}.${step}`;
          if (!next) unmapped.add(path);
          else if (next.beside !== null) beside.set(next.beside, joined(beside.get(next.beside), shown(one)));
          else if (!next.read && isObject(one)) walk(one, next, path);
          else if (!next.read) unmapped.add(path);
        }
      }
    };
    walk(resource, root, '');
    return { beside, unmapped };
  };
}

const joined = (before: string | undefined, now: string): string => (before ? `${before} ${now}` : now);
