import { constants, setPriority } from 'node:os';

/**
 * Puts this process behind the window: with every core at work on a query, a click is still answered first. Must run
 * before DuckDB or ONNX Runtime start their threads, which inherit it. Where the system does not allow it, nothing changes.
 */
export function yieldToTheWindow(): boolean {
  try {
    setPriority(constants.priority.PRIORITY_LOW);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SYSTEM_ERROR') return false;
    throw error;
  }
}
