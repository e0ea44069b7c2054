import { Failure } from '../../contract/failure.ts';
import type { Finding } from '../../contract/findings.ts';
import { defaultPolicy } from '../disclosure/policy.ts';
import { bundleLimits } from './bundle-limits.ts';
import { canonicalJson } from './canonical-json.ts';
import { crateName, crateOf } from './crate.ts';
import { renderDocx } from './docx.ts';
import { findingFiles } from './finding-files.ts';
import { renderReport } from './html.ts';
import { type Manifest, manifestHashLine, manifestHashName, manifestName, sha256 } from './manifest.ts';
import { outwardFinding } from './outward-finding.ts';
import type { ReportInput } from './report-input.ts';
import { newestTime } from './report-words.ts';
import { type BundleSigner, signatureName, signBundle } from './signature.ts';
import { renderXlsx } from './xlsx.ts';
import { writeZip } from './zip-write.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const safeId = /^[a-z0-9][a-z0-9-]*$/;

export interface Bundle {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/**
 * The zip that leaves a study: `findings/<id>/…`, the report as HTML, Word and Excel, `check.json`, RO-Crate metadata,
 * `manifest.json` with every file's SHA-256, `manifest.sha256` with the manifest's own, and `signature.json` over that. The
 * same findings give the same bytes but for the signature's file, which carries the time and the ledger's signed head.
 *
 * @throws Failure `disclosure` where the check refused a finding or the bundle would be too large to review;
 * `invalid_input` where there is nothing to bundle; as the ledger's `sign`.
 */
export async function buildBundle(input: ReportInput, signer: BundleSigner): Promise<Bundle> {
  refuseUnfit(input.findings);
  const files = await reviewedFiles(input);
  const manifest = encode(`${canonicalJson(manifestOf(input, files))}\n`);
  files.set(manifestName, manifest);
  files.set(manifestHashName, encode(manifestHashLine(manifest)));
  files.set(signatureName, encode(signBundle(manifest, signer)));
  const bytes = writeZip(files);
  if (bytes.length > bundleLimits.bytes || files.size > bundleLimits.files) throw tooLarge();
  return { bytes, sha256: sha256(bytes) };
}

/** Everything that the manifest lists. */
async function reviewedFiles(input: ReportInput): Promise<Map<string, Uint8Array>> {
  const { findings, study } = input;
  const files = new Map<string, Uint8Array>();
  for (const finding of findings) {
    for (const [name, text] of Object.entries(findingFiles(finding)))
      files.set(`findings/${finding.id}/${name}`, encode(text));
  }
  files.set('report.html', encode(renderReport(input)));
  files.set('report.docx', await renderDocx(input));
  files.set('report.xlsx', await renderXlsx(input));
  files.set('check.json', encode(`${canonicalJson(wholeCheck(findings))}\n`));
  files.set(crateName, encode(`${canonicalJson(crateOf(study, findings.map(outwardFinding), files))}\n`));
  return files;
}

const tooLarge = (): Failure =>
  new Failure(
    'disclosure',
    'The bundle would be larger than 16 MB, more than anybody can review. Export fewer findings.',
  );

function refuseUnfit(findings: readonly Finding[]): void {
  if (findings.length === 0) throw new Failure('invalid_input', 'There is no finding to export. Choose at least one.');
  const seen = new Set<string>();
  for (const { id, title, checked } of findings) {
    if (!safeId.test(id) || seen.has(id))
      throw new Failure(
        'invalid_input',
        `The finding “${title}” has an id that cannot name a folder, or stands twice.`,
      );
    seen.add(id);
    if (!checked.summary.refused) continue;
    throw new Failure(
      'disclosure',
      `The disclosure check refused “${title}”: after its rules nothing of substance is left to publish. ` +
        'Use a larger group or coarser categories, or export without it.',
      { finding: id },
    );
  }
}

/** What the check did to each finding, and the numbers of the rules that it went by. */
const wholeCheck = (findings: readonly Finding[]): object => ({
  rules: defaultPolicy,
  findings: findings.map(({ id, title, checked }) => ({
    id,
    title,
    policy: checked.policy,
    cells: checked.summary.cells,
    published: checked.summary.published,
    withheld: checked.summary.withheld,
  })),
});

function manifestOf({ findings, study }: ReportInput, files: ReadonlyMap<string, Uint8Array>): Manifest {
  return {
    schema: 2,
    format: 'stillroom-bundle',
    study,
    newestFinding: newestTime(findings),
    findings: findings.map(({ id, title }) => ({ id, title })),
    versions: Object.assign({}, ...findings.map((finding) => finding.provenance.versions)),
    policy: findings[0]!.checked.policy,
    files: [...files]
      .map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256(bytes) }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}
