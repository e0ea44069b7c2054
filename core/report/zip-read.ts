/** One line of a zip's directory, before anything of the file is read. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly isLink: boolean;
  readonly stored: number;
  readonly size: number;
  readonly offset: number;
}

const directoryEnd = 0x06054b50;
const directoryLine = 0x02014b50;
const fileStart = 0x04034b50;
const utf8 = new TextDecoder('utf-8', { fatal: true });

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function endOfDirectory(view: DataView): number | null {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--)
    if (view.getUint32(at, true) === directoryEnd) return at;
  return null;
}

function entryAt(bytes: Uint8Array, view: DataView, at: number): { entry: ZipEntry; next: number } {
  if (view.getUint32(at, true) !== directoryLine) throw new RangeError('no directory line here');
  const lengths = [28, 30, 32].map((field) => view.getUint16(at + field, true));
  const [name, extra, comment] = lengths as [number, number, number];
  const entry = {
    name: utf8.decode(bytes.subarray(at + 46, at + 46 + name)),
    isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
    method: view.getUint16(at + 10, true),
    stored: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    // The high half of the external attributes holds the Unix mode; 0xA000 is a symbolic link.
    isLink: view.getUint32(at + 38, true) >>> 28 === 0xa,
    offset: view.getUint32(at + 42, true),
  };
  return { entry, next: at + 46 + name + extra + comment };
}

/** The directory of a zip, or null where it cannot be read as one (cut short, not a zip, a name that is not UTF-8). */
export function zipDirectory(bytes: Uint8Array): readonly ZipEntry[] | null {
  const view = viewOf(bytes);
  const end = endOfDirectory(view);
  if (end === null) return null;
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  const count = view.getUint16(end + 10, true);
  try {
    while (entries.length < count) {
      const { entry, next } = entryAt(bytes, view, at);
      entries.push(entry);
      at = next;
    }
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return null;
    throw error;
  }
  return entries;
}

/** The bytes of a stored entry, or null where they do not lie where the directory says. */
export function zipContent(bytes: Uint8Array, entry: ZipEntry): Uint8Array | null {
  const view = viewOf(bytes);
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== fileStart) return null;
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  return start + entry.size <= bytes.length ? bytes.subarray(start, start + entry.size) : null;
}
