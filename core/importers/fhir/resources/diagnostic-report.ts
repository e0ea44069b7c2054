import { codeCells, coded, preferred } from '../coding.ts';
import { eventOf, isRefused, refusedStatus } from '../event.ts';
import { first, type JsonObject } from '../json.ts';
import { followed, holds, type Mapped, type ResourceMapping, refuse } from '../mapping.ts';

function map(report: JsonObject): Mapped {
  const refused = refusedStatus(report, 'status', ['entered-in-error', 'cancelled']);
  if (refused) return refused;
  const code = coded(first(report, 'code'), preferred.measurement);
  if (code === null) return refuse('It has no code.');
  const event = eventOf(report, {
    performer: ['performer', 'resultsInterpreter'],
    start: ['effectiveDateTime', 'effectivePeriod.start', 'issued'],
  });
  if (isRefused(event)) return event;
  const found = coded(first(report, 'conclusionCode'), preferred.value);
  const row = {
    ...event,
    ...codeCells(code),
    value_system: found?.system ?? '',
    value_code: found?.code ?? null,
    value_display: found?.display ?? null,
  };
  return [{ into: 'observation', row }];
}

/** That a report was made and what it concludes by code; its results are Observations of their own. */
export const diagnosticReport: ResourceMapping = {
  type: 'DiagnosticReport',
  table: 'observation',
  reads: [
    'status',
    'code',
    'conclusionCode',
    'effectiveDateTime',
    'effectivePeriod.start',
    'issued',
    'result.reference',
    ...followed('subject', 'encounter', 'performer', 'resultsInterpreter'),
  ],
  beside: {
    'subject.display': holds.patientName,
    'performer.display': holds.carerName,
    'resultsInterpreter.display': holds.carerName,
    conclusion: holds.note,
    presentedForm: holds.note,
    media: holds.photo,
  },
  map,
};
