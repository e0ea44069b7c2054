import { lstat, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../contract/failure.ts';
import { checkGraph } from './graph-check.ts';
import { bordersSchema, type Manifest, manifestSchema } from './manifest.ts';
import { isSealed, sha256 } from './seal.ts';

/** A model folder that holds what its manifest says, ready to be loaded from these bytes. */
export interface ModelFolder {
  readonly manifest: Manifest;
  /** SHA-256 of manifest.json: names these exact weights. */
  readonly hash: string;
  readonly fit: Uint8Array;
  readonly predict: Uint8Array;
  readonly borders: Float64Array;
  /** The model card; empty where the manifest lists none. */
  readonly card: string;
}

/** A manifest is a few kilobytes: what is larger is not read. */
const mostManifest = 2 ** 20;

/**
 * Reads a model folder and checks it before anything in it is run: the manifest's seal, the size and SHA-256 of every
 * file listed, then the two graphs. Failures: `not_found` without a manifest; `unreadable`; `integrity` naming the file
 * that differs, is missing or no file; `unsupported` for external data, foreign operators or a newer manifest; `model` for a
 * manifest, graph or borders of another shape.
 */
export async function openModelFolder(dir: string): Promise<ModelFolder> {
  const manifestText = await readManifest(dir);
  const manifest = parse(manifestText);
  const held = new Map<string, Uint8Array>();
  for (const file of manifest.files) {
    const bytes = await readChecked(dir, file);
    if (/^(fit\.onnx|predict\.onnx|borders\.json|MODEL_CARD\.md)$/.test(file.path)) held.set(file.path, bytes);
  }
  const fit = held.get('fit.onnx')!;
  const predict = held.get('predict.onnx')!;
  checkGraph('fit.onnx', fit, manifest.tensors.fit);
  checkGraph('predict.onnx', predict, manifest.tensors.predict);
  checkInterface(manifest);
  const borders = readBorders(held.get('borders.json')!, manifest);
  const card = new TextDecoder().decode(held.get('MODEL_CARD.md'));
  return { manifest, hash: sha256(manifestText), fit, predict, borders, card };
}

async function readManifest(dir: string): Promise<string> {
  const path = join(dir, 'manifest.json');
  const info = await lstat(path).catch(() => undefined);
  if (!info) {
    throw new Failure('not_found', 'There is no model here: the folder has no manifest.json.', { file: path });
  }
  // A pipe would be waited for, a link would be read wherever it leads.
  if (!info.isFile()) throw changed('manifest.json', 'it is a link, a folder or a pipe');
  if (info.size > mostManifest) throw changed('manifest.json', `it has ${info.size} bytes`);
  const text = new TextDecoder().decode(await bytesOf(path, 'manifest.json'));
  if (!isSealed(text)) throw changed('manifest.json', 'its seal does not match its text');
  return text;
}

async function bytesOf(path: string, file: string): Promise<Uint8Array> {
  return new Uint8Array(
    await readFile(path).catch((cause) => {
      throw new Failure(
        'unreadable',
        `The model's file ${file} may not be read. See who owns it.`,
        { file },
        { cause },
      );
    }),
  );
}

function changed(file: string, how: string): Failure {
  return new Failure(
    'integrity',
    `The model's file ${file} is not the one that was released: ${how}. Nothing was run. Install the model again.`,
    { file },
  );
}

function parse(text: string): Manifest {
  const json = parseJson('manifest.json', text);
  if (
    typeof json === 'object' &&
    json !== null &&
    'format' in json &&
    typeof json.format === 'number' &&
    json.format > 1
  ) {
    throw new Failure('unsupported', `This model's manifest has format ${json.format}; this Stillroom reads format 1.`);
  }
  return checked('manifest.json', manifestSchema, json);
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure('model', `The model's ${file} is not JSON.`, { file }, { cause });
  }
}

function checked<T extends z.ZodType>(file: string, schema: T, json: unknown): z.infer<T> {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  throw new Failure('model', `The model's ${file} is not as it must be: ${z.prettifyError(result.error)}`, { file });
}

async function readChecked(dir: string, file: Manifest['files'][number]): Promise<Uint8Array> {
  const path = join(dir, file.path);
  const info = await lstat(path).catch(() => undefined);
  if (info && (await realpath(path)) !== join(await realpath(dir), file.path)) {
    throw changed(file.path, 'it is a link to another place');
  }
  if (!info?.isFile()) throw changed(file.path, 'it is missing');
  if (info.size !== file.bytes) throw changed(file.path, `it has ${info.size} bytes where ${file.bytes} were released`);
  const bytes = await bytesOf(path, file.path);
  if (sha256(bytes) !== file.sha256) throw changed(file.path, 'its SHA-256 differs');
  return bytes;
}

function readBorders(bytes: Uint8Array, manifest: Manifest): Float64Array {
  const json = parseJson('borders.json', new TextDecoder().decode(bytes));
  const { borders } = checked('borders.json', bordersSchema, json);
  if (borders.length !== manifest.limits.bars + 1) {
    throw new Failure(
      'model',
      `borders.json has ${borders.length} borders; ${manifest.limits.bars} bars need one more.`,
    );
  }
  return Float64Array.from(borders);
}

/** The fixed part of the interface: what every model of this kind takes and gives. */
function checkInterface({ tensors: { fit, predict }, limits }: Manifest): void {
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).join(', ');
  const keys = names(fit.outputs);
  const expectations: readonly (readonly [boolean, string])[] = [
    [names(fit.inputs) === 'x_ctx, y_ctx, is_reg', 'fit.onnx must take x_ctx, y_ctx and is_reg'],
    [String(fit.inputs[0]?.shape.slice(-1)) === '4', 'x_ctx must have four numbers a cell'],
    [fit.outputs.length > 0, "fit.onnx must give the context's keys and values"],
    [
      names(predict.inputs) === `x_qry, is_reg, ${keys}`,
      'predict.onnx must take x_qry, is_reg and what fit.onnx gives',
    ],
    [
      /^cls_logits, bar_logits(, row_emb)?$/.test(names(predict.outputs)),
      'predict.onnx must give cls_logits, bar_logits',
    ],
    [predict.outputs[0]?.shape.at(-1) === limits.classes, 'cls_logits must be as wide as the limit of classes'],
    [predict.outputs[1]?.shape.at(-1) === limits.bars, 'bar_logits must be as wide as the limit of bars'],
    [
      predict.outputs.length < 3 || typeof predict.outputs[2]!.shape.at(-1) === 'number',
      'row_emb must have a fixed width',
    ],
  ];
  const wrong = expectations.filter(([isMet]) => !isMet).map(([, what]) => what);
  if (wrong.length > 0)
    throw new Failure('model', `This model has other tensors than Stillroom needs: ${wrong.join('; ')}.`);
}
