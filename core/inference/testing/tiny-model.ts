import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sealed, sha256 } from '../seal.ts';

type Shape = readonly (string | number)[];
interface Tensor {
  readonly name: string;
  readonly shape: Shape;
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}
const whole = (number: number, value: number) => Buffer.from([...varint(number * 8), ...varint(value)]);
function field(number: number, ...parts: readonly (Uint8Array | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  return Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(content.length)]), content]);
}

/** A value's name, float32, and its dimensions, as numbered in onnx.proto3. */
const valueInfo = (number: number, { name, shape }: Tensor) =>
  field(
    number,
    field(1, name),
    field(
      2,
      field(1, whole(1, 1), field(2, ...shape.map((d) => field(1, typeof d === 'number' ? whole(1, d) : field(2, d))))),
    ),
  );

const weights = (name: string, rows: number, columns: number, value: (row: number, column: number) => number) => {
  const data = Float32Array.from({ length: rows * columns }, (_, i) => value(Math.floor(i / columns), i % columns));
  return field(5, whole(1, rows), whole(1, columns), whole(2, 1), field(8, name), field(9, Buffer.from(data.buffer)));
};

const node = (operator: string, inputs: readonly string[], output: string, ...attributes: readonly Buffer[]) =>
  field(1, ...inputs.map((input) => field(1, input)), field(2, output), field(4, operator), ...attributes);

const axisTwo = field(5, field(1, 'axes'), whole(8, 2), whole(20, 7));
const dropAxis = field(5, field(1, 'keepdims'), whole(3, 0), whole(20, 2));

function graph(nodes: readonly Buffer[], inputs: readonly Tensor[], outputs: readonly Tensor[]): Buffer {
  const body = [
    ...nodes,
    field(2, 'tiny'),
    ...inputs.map((t) => valueInfo(11, t)),
    ...outputs.map((t) => valueInfo(12, t)),
  ];
  return Buffer.concat([whole(1, 8), field(7, ...body), field(8, field(1, ''), whole(2, 17))]);
}

const width = 6;
const contextInputs = [
  { name: 'x_ctx', shape: ['B', 'C', 'F', 4] },
  { name: 'y_ctx', shape: ['B', 'C'] },
  { name: 'is_reg', shape: ['B'] },
];
const kept = { name: 'k0', shape: ['B', 'C'] };
const queryInputs = [{ name: 'x_qry', shape: ['B', 'Q', 'F', 4] }, { name: 'is_reg', shape: ['B'] }, kept];
const logits = [
  { name: 'cls_logits', shape: ['B', 'Q', 10] },
  { name: 'bar_logits', shape: ['B', 'Q', 8] },
];
const embedding = { name: 'row_emb', shape: ['B', 'Q', width] };

/** A model folder that learned nothing: its embedding of a row, if it has one, sums the row's cells. For tests. */
export async function writeTinyModel(dir: string, hasEmbedding = true): Promise<void> {
  const answers = hasEmbedding ? [...logits, embedding] : logits;
  const fit = graph([node('Identity', ['y_ctx'], 'k0')], contextInputs, [kept]);
  const predict = graph(
    [
      node('ReduceMean', ['x_qry'], 'row', axisTwo, dropAxis),
      node('MatMul', ['row', 'w_cls'], 'cls_logits'),
      node('MatMul', ['row', 'w_bar'], 'bar_logits'),
      ...(hasEmbedding ? [node('MatMul', ['row', 'w_emb'], 'row_emb')] : []),
      weights('w_cls', 4, 10, (row, column) => (row === 0 && column === 1 ? 1 : 0)),
      weights('w_bar', 4, 8, () => 0),
      weights('w_emb', 4, width, (row, column) => (row === 0 ? 1 + column : 0.1)),
    ],
    queryInputs,
    answers,
  );
  const borders = JSON.stringify({ borders: Array.from({ length: 9 }, (_, i) => i - 4) });
  const files = { 'fit.onnx': fit, 'predict.onnx': predict, 'borders.json': Buffer.from(borders) };
  await mkdir(dir, { recursive: true });
  for (const [path, bytes] of Object.entries(files)) await writeFile(join(dir, path), bytes);
  const typed = (tensors: readonly Tensor[]) => tensors.map((tensor) => ({ ...tensor, type: 'float32' }));
  const manifest = {
    format: 1,
    name: 'tiny',
    version: '1',
    seal: '0'.repeat(64),
    licence: 'Apache-2.0',
    opset: 17,
    parameters: 96,
    limits: { contextRows: 256, features: 16, classes: 10, bars: 8 },
    tensors: {
      fit: { inputs: typed(contextInputs), outputs: typed([kept]) },
      predict: { inputs: typed(queryInputs), outputs: typed(answers) },
    },
    files: Object.entries(files).map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256(bytes) })),
    training: {},
    evaluation: {},
  };
  await writeFile(join(dir, 'manifest.json'), sealed(JSON.stringify(manifest, null, 2)));
}
