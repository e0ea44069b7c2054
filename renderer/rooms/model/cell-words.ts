import { formatDecimal } from '../../kit/index.ts';

/** A cell as it is read: a number with four digits that count and a true minus, anything else as it stands. */
export function cellWords(cell: string): string {
  const value = Number(cell);
  if (cell.trim() === '' || !Number.isFinite(value)) return cell;
  const size = Math.abs(value);
  const digits = Number.isInteger(value) || size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
  const text = formatDecimal(size, digits);
  return value < 0 && Number(text.replaceAll(',', '')) !== 0 ? `−${text}` : text;
}
