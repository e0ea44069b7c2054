import { formatDecimal, NotShown } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';

/** A number with three decimals and a true minus; a dash with its reason where there is none. */
export function Decimal({ value, digits = 3 }: { readonly value: number | null; readonly digits?: number }) {
  if (value === null) return <NotShown reason={modelTasksText.result.notKnown} />;
  const text = formatDecimal(Math.abs(value), digits);
  return value < 0 && Number(text.replaceAll(',', '')) !== 0 ? `−${text}` : text;
}
