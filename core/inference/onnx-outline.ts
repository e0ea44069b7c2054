import { Failure } from '../../contract/failure.ts';
import { fields, text } from './protobuf.ts';

/** A graph input or output: element type as ONNX numbers it (1 = float32), dimensions as number or symbol. */
export interface TensorOutline {
  readonly name: string;
  readonly elementType: number;
  readonly shape: readonly (number | string)[];
}

/** What is checked of an ONNX file before it is run. */
export interface OnnxOutline {
  readonly opset: number;
  readonly inputs: readonly TensorOutline[];
  readonly outputs: readonly TensorOutline[];
  /** Operator domains other than ONNX's own, of imports, nodes at any depth, and local functions. */
  readonly foreignDomains: readonly string[];
  readonly hasLocalFunctions: boolean;
  /** Whether any tensor at any depth keeps its bytes in another file. */
  readonly hasExternalData: boolean;
}

interface Findings {
  readonly domains: Set<string>;
  external: boolean;
}

/** Deeper nesting than any exporter writes: a file made to exhaust the reader. */
const maxDepth = 32;

const isOwn = (domain: string): boolean => domain === '' || domain === 'ai.onnx';

/**
 * Reads the outline of an ONNX model from its bytes. Field numbers are those of onnx.proto3
 * (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3). Throws Failure `model` on a malformed file.
 */
export function outlineOf(bytes: Uint8Array): OnnxOutline {
  const found: Findings = { domains: new Set(), external: false };
  let opset = 0;
  let hasLocalFunctions = false;
  const inputs: TensorOutline[] = [];
  const outputs: TensorOutline[] = [];
  let hasGraph = false;
  for (const field of fields(bytes)) {
    if (field.kind !== 'bytes') continue;
    if (field.number === 7) {
      // A message may come in parts, which a parser puts together: every part is looked at.
      const part = readGraph(field.value, found, 0);
      inputs.push(...part.inputs);
      outputs.push(...part.outputs);
      hasGraph = true;
    } else if (field.number === 25) hasLocalFunctions = true;
    else if (field.number === 8) {
      const { domain, version } = opsetImport(field.value);
      if (isOwn(domain)) opset = version;
      else found.domains.add(domain);
    }
  }
  if (!hasGraph) throw new Failure('model', 'This ONNX file holds no graph. Export it again.');
  return {
    opset,
    inputs,
    outputs,
    foreignDomains: [...found.domains].sort(),
    hasLocalFunctions,
    hasExternalData: found.external,
  };
}

function opsetImport(bytes: Uint8Array): { domain: string; version: number } {
  let domain = '';
  let version = 0;
  for (const field of fields(bytes)) {
    if (field.number === 1 && field.kind === 'bytes') domain = text(field.value);
    if (field.number === 2 && field.kind === 'integer') version = field.value;
  }
  return { domain, version };
}

function readGraph(bytes: Uint8Array, found: Findings, depth: number) {
  if (depth > maxDepth) throw new Failure('unsupported', 'This ONNX file nests its graphs too deeply to be run.');
  const inputs: TensorOutline[] = [];
  const outputs: TensorOutline[] = [];
  for (const field of fields(bytes)) {
    if (field.kind !== 'bytes') continue;
    if (field.number === 1) readNode(field.value, found, depth);
    else if (field.number === 5) readTensor(field.value, found);
    else if (field.number === 15) readSparse(field.value, found);
    else if (field.number === 11) inputs.push(valueInfo(field.value));
    else if (field.number === 12) outputs.push(valueInfo(field.value));
  }
  return { inputs, outputs };
}

function readNode(bytes: Uint8Array, found: Findings, depth: number): void {
  for (const field of fields(bytes)) {
    if (field.kind !== 'bytes') continue;
    if (field.number === 7 && !isOwn(text(field.value))) found.domains.add(text(field.value));
    if (field.number === 5) readAttribute(field.value, found, depth);
  }
}

function readAttribute(bytes: Uint8Array, found: Findings, depth: number): void {
  for (const field of fields(bytes)) {
    if (field.kind !== 'bytes') continue;
    if (field.number === 5 || field.number === 10) readTensor(field.value, found);
    else if (field.number === 6 || field.number === 11) readGraph(field.value, found, depth + 1);
    else if (field.number === 22 || field.number === 23) readSparse(field.value, found);
  }
}

function readSparse(bytes: Uint8Array, found: Findings): void {
  for (const field of fields(bytes)) {
    if (field.kind === 'bytes' && field.number <= 2) readTensor(field.value, found);
  }
}

function readTensor(bytes: Uint8Array, found: Findings): void {
  for (const field of fields(bytes)) {
    if (field.number === 13 || (field.number === 14 && field.kind === 'integer' && field.value !== 0)) {
      found.external = true;
    }
  }
}

/** The one submessage with this number, or none. */
function inside(bytes: Uint8Array | undefined, number: number): Uint8Array | undefined {
  if (!bytes) return undefined;
  for (const field of fields(bytes)) if (field.number === number && field.kind === 'bytes') return field.value;
  return undefined;
}

function valueInfo(bytes: Uint8Array): TensorOutline {
  const tensorType = inside(inside(bytes, 2), 1);
  let elementType = 0;
  for (const field of fields(tensorType ?? new Uint8Array())) {
    if (field.number === 1 && field.kind === 'integer') elementType = field.value;
  }
  const shape: (number | string)[] = [];
  for (const field of fields(inside(tensorType, 2) ?? new Uint8Array())) {
    if (field.number === 1 && field.kind === 'bytes') shape.push(dimension(field.value));
  }
  return { name: text(inside(bytes, 1) ?? new Uint8Array()), elementType, shape };
}

function dimension(bytes: Uint8Array): number | string {
  for (const field of fields(bytes)) {
    if (field.number === 1 && field.kind === 'integer') return field.value;
    if (field.number === 2 && field.kind === 'bytes') return text(field.value);
  }
  return '';
}
