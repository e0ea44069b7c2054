import { Failure } from '../../contract/failure.ts';
import type { GraphTensors } from './manifest.ts';
import { type OnnxOutline, outlineOf, type TensorOutline } from './onnx-outline.ts';

const float32 = 1;

/**
 * Checks one ONNX graph before it is given to the runtime. Failure `unsupported` for weights kept in another file and
 * for operators that are not ONNX's own (they would load code or reach outside the hash check); `model` where its
 * inputs and outputs are not those of the manifest.
 */
export function checkGraph(file: string, bytes: Uint8Array, declared: GraphTensors): void {
  const outline = outlined(file, bytes);
  if (outline.hasExternalData) {
    throw new Failure('unsupported', `${file} keeps weights in another file. Save them inside the ONNX file.`, {
      file,
    });
  }
  if (outline.foreignDomains.length > 0 || outline.hasLocalFunctions) {
    const what = outline.foreignDomains.map((domain) => `“${domain.slice(0, 60)}”`).join(', ') || 'local functions';
    throw new Failure(
      'unsupported',
      `${file} uses operators outside the ONNX standard: ${what}. Export it with standard operators only.`,
      { file },
    );
  }
  compare(file, 'takes', outline.inputs, declared.inputs);
  compare(file, 'gives', outline.outputs, declared.outputs);
}

function outlined(file: string, bytes: Uint8Array): OnnxOutline {
  try {
    return outlineOf(bytes);
  } catch (error) {
    const { code, message } = Failure.from(error);
    throw new Failure(code, `${file}: ${message}`, { file }, { cause: error });
  }
}

function compare(file: string, verb: string, found: readonly TensorOutline[], declared: GraphTensors['inputs']): void {
  const isSame =
    found.length === declared.length &&
    found.every((tensor, i) => {
      const expected = declared[i]!;
      return (
        tensor.name === expected.name && tensor.elementType === float32 && isSameShape(tensor.shape, expected.shape)
      );
    });
  if (isSame) return;
  const list = (tensors: readonly { readonly name: string; readonly shape: readonly (string | number)[] }[]) =>
    tensors.map(({ name, shape }) => `${name}[${shape.join(',')}]`).join(' ');
  throw new Failure(
    'model',
    `${file} ${verb} ${list(found)}; its manifest says float32 ${list(declared)}. The folder's parts do not belong together.`,
    { file },
  );
}

/** Fixed sizes must agree; a symbol stands for any size. */
function isSameShape(found: readonly (string | number)[], declared: readonly (string | number)[]): boolean {
  return (
    found.length === declared.length &&
    found.every((size, i) => {
      const expected = declared[i]!;
      return typeof size === 'number' || typeof expected === 'number' ? size === expected : true;
    })
  );
}
